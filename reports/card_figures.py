"""Charts of the model card, and the orders of records that they compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reports.charts import Curve, workload_chart
from reports.context import Figure
from reports.wording import card as words
from reports.wording.basics import number

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT = {
    "random": "At random",
    "practice_rule": "Practice rule",
    "contacts_12_months": "Number of contacts",
    "referrals_12_months": "Number of referrals",
    "agencies_90_days": "Number of agencies",
}
# Five lines can be told apart; the table below the chart has every order.
_IN_CHART = ("practice_rule", "contacts_12_months", "random")


@dataclass(frozen=True)
class Order:
    """One way of ordering records, as the card data describes it."""

    said: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Give its code."""
        return str(self.said["name"])

    @property
    def label(self) -> str:
        """Give its name in full."""
        return str(self.said["label"])

    @property
    def short(self) -> str:
        """Give its name for a chart; a model is just "Model"."""
        return _SHORT.get(self.name, "Model")

    @property
    def precision(self) -> Mapping[str, Any] | None:
        """Give the share of listed records that had the outcome; none if withheld."""
        figure: Mapping[str, Any] | None = self.said["at_capacity"]["precision"]
        return figure

    @property
    def recall(self) -> Mapping[str, Any] | None:
        """Give the share of records with the outcome that are listed; none if withheld."""
        figure: Mapping[str, Any] | None = self.said["at_capacity"]["recall"]
        return figure

    @property
    def points(self) -> list[tuple[int, float]]:
        """Give (records reviewed, share found); points with few people behind them are left out."""
        return [
            (int(point["capacity"]), float(point["recall"]["value"]))
            for point in self.said["workload"]
            if point["recall"] is not None and point["recall"]["value"] is not None
        ]

    def in_words(self, figure: Mapping[str, Any] | None) -> str:
        """Write a share with its range, or that it is withheld."""
        if figure is None or figure["value"] is None:
            return words.WITHHELD
        range_ = words.with_range(figure["low"], figure["high"])
        return f"{words.in_100(figure['value'])} ({range_.removeprefix('range ')})"


def workload_figure(orders: Sequence[Order], *, room: int, rule: str) -> Figure:
    """Draw how many records each order finds, by number reviewed, with the numbers as a table.

    Args:
        orders: the model first, then the plain orders.
        room: records the team can look at.
        rule: code of the practice rule among the orders.
    """
    model = orders[0]
    by_name = {order.name: order for order in orders}
    drawn = [model, *(by_name[name] for name in _IN_CHART if name in by_name)]
    drawn = [order for order in drawn if order.points]
    values = {order.name: order.recall for order in orders}
    own, plain = values[model.name], values.get(rule)
    capacities = [int(point["capacity"]) for point in model.said["workload"]]
    said = [f"{order.short} {order.in_words(order.recall)} in 100" for order in drawn]
    return Figure(
        finding=words.workload_finding(
            own["value"] if own else None, plain["value"] if plain else None, room
        ),
        what=words.WORKLOAD_TITLE,
        picture=workload_chart(
            [Curve(order.short, ((0.0, 0.0), *order.points)) for order in drawn],
            room=room,
            title=words.WORKLOAD_TITLE,
            description=words.workload_description(said),
            x_label=words.WORKLOAD_X,
            y_label=words.WORKLOAD_Y,
        ),
        caption=words.WORKLOAD_TITLE,
        head=("Reviewed each week", *(order.short for order in orders)),
        rows=tuple(
            (number(capacity), *(_at(order, capacity) for order in orders))
            for capacity in capacities
        ),
    )


def _at(order: Order, capacity: int) -> str:
    found = dict(order.points).get(capacity)
    return words.WITHHELD if found is None else words.in_100(found)
