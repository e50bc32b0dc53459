"""The model card: what the board decides, the evidence, and what nobody has measured yet.

Every number comes from the card data that `models` made; nothing evaluated is typed in here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from features.cohort import COHORT_SENTENCE
from features.labels import LABEL_SENTENCE
from reports.card_figures import Order, workload_figure
from reports.context import Fact, Link, ModelCardPage, Row, Section, Tag
from reports.frame import make_frame
from reports.wording import card as words
from reports.wording import caveats
from reports.wording.basics import in_sentence, number, paragraph

if TYPE_CHECKING:
    from reports.inputs import SiteInputs

Card = Mapping[str, Any]
_RULE = "practice_rule"


def build_context(inputs: SiteInputs) -> ModelCardPage:
    """Gather what the model card says.

    Args:
        inputs: the night; without card data the page says that no model is in use.
    """
    card = inputs.card_data
    if card is None or inputs.model_status == "none":
        return _without_model(inputs)
    is_demonstration = inputs.model_status == "demonstration"
    text, colour = words.DEMONSTRATION if is_demonstration else words.IN_USE
    sections = _sections(inputs, card)
    return ModelCardPage(
        frame=make_frame(inputs, title=words.heading(card["version"]), section="card"),
        heading=words.heading(card["version"]),
        first_line=paragraph(
            [
                caveats.NOT_FIT if is_demonstration else "",
                str(card["first_line"]),
                str(card["verdict"]) if card["verdict"] != card["first_line"] else "",
            ]
        ),
        status=Tag(text=text, colour=colour),
        dated=f"Card made with the run of {inputs.run_at}",
        lead=words.LEAD,
        decision_heading=words.DECIDE,
        decision=_decision(card),
        conditions=_conditions(card),
        facts=_facts(card),
        contents=_contents(sections),
        sections=sections,
    )


def _without_model(inputs: SiteInputs) -> ModelCardPage:
    sentences = tuple(clause.sentence for clause in inputs.clauses)
    sections = (
        Section(
            anchor="rule",
            heading="The practice rule",
            paragraphs=("A record can be listed when, in the last 12 months:",),
            bullets=sentences,
            closing=("A part that the data at hand could not decide never counts.",),
        ),
        _purpose(),
    )
    return ModelCardPage(
        frame=make_frame(inputs, title=words.NO_MODEL_HEADING, section="card"),
        heading=words.NO_MODEL_HEADING,
        first_line=caveats.NO_MODEL,
        status=Tag(text=words.NONE_IN_USE[0], colour=words.NONE_IN_USE[1]),
        dated=f"Page made with the run of {inputs.run_at}",
        lead=words.NO_MODEL_LEAD,
        decision_heading=words.DECIDE,
        decision=words.DECIDE_RULE,
        conditions=(),
        facts=(),
        contents=_contents(sections),
        sections=sections,
    )


def _contents(sections: tuple[Section, ...]) -> tuple[Link, ...]:
    return tuple(Link(text=s.heading, href=f"#{s.anchor}") for s in sections)


def _decision(card: Card) -> str:
    if not card["accepted"]:
        return words.DECIDE_NOT
    return words.DECIDE_INVENTED if card["demonstration_only"] else words.DECIDE_USE


def _conditions(card: Card) -> tuple[str, ...]:
    """Give each criterion that was met, or those that were not, a question once."""
    lines = [
        line for line in card["acceptance"]["criteria"] if bool(line["met"]) == card["accepted"]
    ]
    say = words.met if card["accepted"] else words.unmet
    return tuple(
        say(
            question,
            str(same[0]["goal"]),
            [_found(line) for line in same],
            [in_sentence(str(line["compared_with"])) for line in same if line["compared_with"]],
        )
        for question, same in _by_question(lines).items()
    )


def _by_question(lines: list[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    same: dict[str, list[Mapping[str, Any]]] = {}
    for line in lines:
        same.setdefault(str(line["question"]), []).append(line)
    return same


def _facts(card: Card) -> tuple[Fact, ...]:
    orders = {order["name"]: Order(order) for order in card["orders"]}
    own, rule = orders[card["model"]["name"]], orders.get(_RULE)
    criteria = _by_question(card["acceptance"]["criteria"]).values()
    met = sum(all(line["met"] for line in same) for same in criteria)
    facts = [
        _share(own.precision, words.listed_with_outcome),
        _share(own.recall, words.found),
    ]
    if rule is not None:
        facts.append(_share(rule.recall, words.found_by_rule))
    facts.append(Fact(value=number(int(card["review_capacity"])), label=words.ROOM))
    facts.append(Fact(value=number(met), label=words.criteria_met(len(criteria))))
    facts.append(Fact(value=words.in_100(float(card["steadiness"])), label=words.STAYS))
    return tuple(facts)


def _share(figure: Mapping[str, Any] | None, label: Any) -> Fact:
    if figure is None or figure["value"] is None:
        return Fact(value=words.WITHHELD, label=label(""), is_word=True)
    said = f" ({words.with_range(figure['low'], figure['high'])})"
    return Fact(value=words.in_100(figure["value"]), label=label(said))


def _sections(inputs: SiteInputs, card: Card) -> tuple[Section, ...]:
    return (
        _purpose(),
        Section(
            anchor="label",
            heading="What the model is trained to find",
            paragraphs=(LABEL_SENTENCE, words.LABEL_LIMITS, words.NO_REVIEWS),
        ),
        _data(card),
        _features(inputs, card),
        _performance(card),
        _criteria(card),
        Section(anchor="limits", heading="Limits and known problems", bullets=words.LIMITS),
        _not_measured(card),
        _technical(card),
    )


def _purpose() -> Section:
    return Section(
        anchor="use",
        heading="What it is for",
        columns=(("Use it to", words.USE_IT), ("Do not use it to", words.DO_NOT_USE_IT)),
    )


def _data(card: Card) -> Section:
    names = {
        "training": "Learned from",
        "calibration": "Set the scale with",
        "test": "Tested on",
    }
    data = card["data"]
    table = tuple(
        (
            label,
            number(data[side]["records"]),
            str(data[side]["persons"]),
            str(data[side]["households"]),
            words.data_dates(
                date.fromisoformat(data[side]["first_date"]),
                date.fromisoformat(data[side]["last_date"]),
                data[side]["dates"],
            ),
        )
        for side, label in names.items()
    )
    not_used = tuple(
        Row(label=f"Not used: {item['why']}", value=number(item["records"]))
        for item in data["not_used"]
    )
    return Section(
        anchor="data",
        heading="Data",
        paragraphs=(COHORT_SENTENCE, words.NEVER_SEEN),
        caption="Records, each counted once for each date",
        head=("Used to", "Records", "Children", "Households", "Dates"),
        table=table,
        rows=not_used,
        closing=(words.HELD_OUT,),
    )


def _features(inputs: SiteInputs, card: Card) -> Section:
    """List what the model reads, by family, each with the direction it was given."""
    by_name = {spec.name: spec for spec in inputs.features}
    rows = []
    for item in card["features"]:
        spec = by_name.get(item["name"])
        family = spec.group.title if spec else "–"
        plain = spec.plain_name if spec else str(item["name"]).replace("_", " ")
        rows.append((plain, family, words.DIRECTIONS[int(item["direction"])]))
    ordered = sorted(rows, key=lambda row: (row[1], row[0]))
    return Section(
        anchor="reads",
        heading="What the model reads",
        caption=f"{number(len(rows))} factors, with the direction stated before training",
        head=("Factor", "Family", "Direction"),
        table=tuple(ordered),
        is_folded=True,
    )


def _performance(card: Card) -> Section:
    orders = [Order(order) for order in card["orders"]]
    table = tuple(
        (order.label, order.in_words(order.precision), order.in_words(order.recall))
        for order in orders
    )
    return Section(
        anchor="work",
        heading="How well it works",
        paragraphs=() if orders[0].points else (words.TOO_FEW_TO_DRAW,),
        figures=(workload_figure(orders, room=int(card["review_capacity"]), rule=_RULE),)
        if orders[0].points
        else (),
        caption="With the room there is, in 100 records, with 95% range",
        head=("Order", "Listed records that had the outcome", "Records with the outcome found"),
        table=table,
        closing=(words.USE_RULE, words.HELD_OUT),
    )


def _criteria(card: Card) -> Section:
    acceptance = card["acceptance"]
    questions = _by_question(acceptance["criteria"])
    table = tuple(row for same in questions.values() for row in _criterion(same))
    others = tuple(
        Row(label=other["label"], value="met every criterion" if other["accepted"] else "not fit")
        for other in acceptance["other_candidates"]
    )
    return Section(
        anchor="stop",
        heading="When it may be used, and when we stop",
        paragraphs=(words.STOP_RULE,),
        caption=f"Criteria written down before training, version {acceptance['criteria_version']}",
        head=("Question", "Goal", "Found", "Result"),
        table=table,
        rows=others,
    )


def _criterion(same: list[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Give a question once; below it, a row for each order it was compared with."""
    first = same[0]
    goal = f"{first['goal']} ({first['unit']})"
    if not first["compared_with"]:
        return [(str(first["question"]), goal, _found(first), words.IS_MET[bool(first["met"])])]
    all_met = all(line["met"] for line in same)
    return [
        (str(first["question"]), goal, words.SEE_ROWS_BELOW, words.IS_MET[all_met]),
        *(
            (
                words.compared_with(str(line["compared_with"])),
                str(line["goal"]),
                _found(line),
                words.IS_MET[bool(line["met"])],
            )
            for line in same
        ),
    ]


def _found(line: Mapping[str, Any]) -> str:
    return str(line["found_text"]).replace("-", "−")


def _not_measured(card: Card) -> Section:
    items = card["not_measured_yet"]
    return Section(
        anchor="not-measured",
        heading=words.NOT_MEASURED,
        paragraphs=(words.NOT_MEASURED_INTRO,),
        bullets=tuple(items.values()),
    )


def _technical(card: Card) -> Section:
    technical, calibration = card["technical"], card["calibration"]
    rows = [
        Row(label="Kind of model", value=str(card["model"]["label"])),
        Row(label="Average precision", value=_share_in_words(technical["average_precision"])),
        Row(
            label="Mean gap between expected and found, as a share of how common the outcome is",
            value=words.NOT_WORKED_OUT
            if calibration["gap_share"] is None
            else words.share(calibration["gap_share"]),
        ),
        Row(
            label="Outcomes expected for each found",
            value=_figure(calibration["expected_per_observed"]),
        ),
        Row(label="Calibration slope", value=_plain(technical["calibration_slope"])),
        Row(label="Criteria, sha256", value=str(card["acceptance"]["criteria_sha256"])),
    ]
    for name, value in sorted(technical.get("libraries", {}).items()):
        rows.append(Row(label=f"Library {name}", value=str(value)))
    curve = tuple(
        (
            words.fine_in_100(group["expected"]),
            words.fine_in_100(group["observed"]["value"]),
            words.fine_range(group["observed"]["low"], group["observed"]["high"]),
            number(int(group["records"])),
        )
        for group in calibration["curve"]
    )
    return Section(
        anchor="technical",
        heading="Technical measures",
        rows=tuple(rows),
        caption="Expected and found in 100 records, by group of records with like scores",
        head=("Expected", "Found", "95% range", "Records"),
        table=curve,
        is_folded=True,
    )


def _figure(figure: Mapping[str, Any]) -> str:
    if figure["value"] is None:
        return words.NOT_WORKED_OUT
    return f"{_plain(figure['value'])} ({_plain(figure['low'])} to {_plain(figure['high'])})"


def _share_in_words(figure: Mapping[str, Any]) -> str:
    if figure["value"] is None:
        return words.NOT_WORKED_OUT
    return f"{words.share(figure['value'])} ({words.with_range(figure['low'], figure['high'])})"


def _plain(value: float | None) -> str:
    return words.NOT_WORKED_OUT if value is None else f"{value:.2f}".replace("-", "−")
