"""What a stored model is: the fitted object with everything its pages say about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.candidates import FittedCandidate

IN_USE: Literal["in_use"] = "in_use"
DEMONSTRATION: Literal["demonstration"] = "demonstration"
Status = Literal["in_use", "demonstration"]


@dataclass(frozen=True, kw_only=True)
class ModelVersion:
    """One registered model, as loaded from the registry.

    `status` is `in_use` if it met every acceptance criterion, `demonstration` if not: such a
    model is shown only on pages marked as a demonstration. `evaluation` and `acceptance` are as
    `models.train` made them; `trained_on` says what it learned from, and whether that was
    invented; `linkage_parameters` are those its training records were linked with.
    """

    version: str
    status: Status
    candidate: FittedCandidate = field(repr=False)
    directions: Mapping[str, int] = field(repr=False)
    evaluation: Mapping[str, Any] = field(repr=False)
    acceptance: Mapping[str, Any] = field(repr=False)
    trained_on: Mapping[str, Any] = field(repr=False)
    linkage_parameters: Mapping[str, Any] = field(repr=False)

    @property
    def features(self) -> tuple[str, ...]:
        """Give the features it reads, in its order."""
        return self.candidate.features
