"""What a night has made so far: references, counts, the model, and how it will be remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from agencies.feeds import RESTRICTIONS
from core.store import DatasetRef, Store, hash_of
from flows.history import PastNight, past_nights
from flows.linking import MEMORY
from flows.night import Night, code_version
from models.version import ModelVersion
from reports.inputs import OutcomeCode

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from core.dataset import Dataset
    from flows.households import Homes
    from flows.linking import Linked, Quality
    from flows.listing import Listed, Scored
    from flows.sources import Sources
    from flows.story import Facts, Measured, Story


# What later nights, training and clerical review read again.
_KEPT = (
    "source_persons", "links", "persons", "person_changes", "clerical_queue", *MEMORY,
    "adult_links", "deliveries", "chronology", "dropped", "sharing",
)  # fmt: skip
_LIST = ["review_list", "listing_history"]


@dataclass
class Gathered:
    """What the night has made so far: references, counts, and the model, if any."""

    run_at: datetime
    refs: dict[str, DatasetRef] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    version: ModelVersion | None = None
    outcome: OutcomeCode | None = None  # until the gate has decided
    restrictions: str = ""

    def reader(self, store: Store) -> Callable[[Dataset], pd.DataFrame]:
        """Give a function that reads a dataset of this night; one not made yet has no row."""

        def read(wanted: Dataset) -> pd.DataFrame:
            ref = self.refs.get(wanted.name)
            return store.read(ref) if ref else wanted.empty()

        return read

    def has_made(self, wanted: Dataset) -> bool:
        """Say whether this night has made a dataset; without rows is not the same as not made."""
        return wanted.name in self.refs

    @property
    def is_held(self) -> bool:
        """Say whether the list is held, or no gate has let it through."""
        return self.outcome in (None, "held")

    @property
    def listed(self) -> int:
        """Give the number of records on the list."""
        return self.counts.get("listed", 0)

    def add(
        self,
        store: Store,
        made: Sources | Linked | Quality | Homes | Story | Measured | Facts | Listed,
        *,
        scored: Scored | None = None,
        version: ModelVersion | None = None,
    ) -> None:
        """Keep the references of one step, and the counts a reader asks for."""
        parts = [made, *([scored] if scored else [])]
        new = {n: r for part in parts for n, r in vars(part).items() if r is not None}
        self.refs |= new
        self.version = version or self.version
        if "table_counts" in new:
            tables = store.read(new["table_counts"])
            # How many people must not be shown is nobody's to work out from a total.
            tables = tables[tables["agency"] != RESTRICTIONS]
            rows = tables[["rows_in", "accepted", "quarantined"]].sum()
            self.counts |= {"rows in": int(rows["rows_in"]), "accepted": int(rows["accepted"])}
            self.counts["quarantined"] = int(rows["quarantined"])
        if "linkage_summary" in new:
            # Rows of `persons` are more: some stand on the restrictions list alone.
            summary = store.read(new["linkage_summary"]).set_index("measure")["n"]
            self.counts["persons"] = int(summary["persons"])
        for name, dataset in {
            "events": "chronology", "cohort": "cohort", "listed": "review_list",
        }.items():  # fmt: skip
            if dataset in new:
                self.counts[name] = store.rows(new[dataset])

    def past_night(self, night: Night) -> PastNight:
        """Give this night as later ones will see it; a held night leaves the list as it was."""
        kept = [*_KEPT, *([] if self.is_held else _LIST)]
        refs = {name: self.refs[name] for name in kept if name in self.refs}
        restrictions = self.restrictions
        if self.is_held:
            # A night that was published, and is held when it runs again, still shows its list.
            for past in past_nights(night.store_folder):
                if past.as_of_date == night.as_of_date:
                    refs |= {name: past.refs[name] for name in _LIST if name in past.refs}
                restrictions = past.restrictions
        return PastNight(
            as_of_date=night.as_of_date,
            run_reference=self.run_reference(night),
            outcome=self.outcome or "held",
            data_is_invented=night.settings.data_is_invented,
            restrictions=restrictions,
            listed=0 if self.is_held else self.listed,
            refs=refs,
            counts=self.counts,
            linkage_parameters=night.settings.linkage_parameters if "links" in refs else {},
        )

    def run_reference(self, night: Night) -> str:
        """Give a short reference: the date, and a hash of what the night was made from."""
        made_from = [sorted((n, r.key) for n, r in self.refs.items()), code_version()]
        return f"r-{night.as_of_date:%Y%m%d}-{hash_of(made_from)[:4]}"
