"""What can go wrong in a way a person can put right, and the exit code of each family.

A message has five parts: what, where, expected, found, next step. It holds names, counts and
row numbers; never a value from a person's record. Any other exception is a bug and may show
its traceback to us, not to a user.
"""

from __future__ import annotations


class PipelineError(Exception):
    """A fault a data officer can act on; shown as a sentence, without a traceback."""

    exit_code = 1

    def __init__(self, what: str, *, where: str, expected: str, found: str, next_step: str) -> None:
        """Keep the five parts apart, so that a page can show them as a table.

        Args:
            what: one sentence that names the fault.
            where: dataset, file, column or setting; never a person.
            expected: what the contract or the setting asks for.
            found: what was there instead, as names and counts.
            next_step: what the reader does now.
        """
        super().__init__(what)
        self.what, self.where = what, where
        self.expected, self.found, self.next_step = expected, found, next_step

    def __str__(self) -> str:
        """Give the sentence a command line shows."""
        return (
            f"{self.what} Where: {self.where}. Expected: {self.expected}. "
            f"Found: {self.found}. Next step: {self.next_step}."
        )


class ContractError(PipelineError):
    """A file or table is not what its contract says."""

    exit_code = 10


class ExpectationFailed(PipelineError):
    """A check on a delivery could not be run, or stopped the night."""

    exit_code = 11


class LinkageError(PipelineError):
    """Records could not be put together into persons."""

    exit_code = 12


class LeakageError(PipelineError):
    """Something was used before anybody could have known it."""

    exit_code = 13


class ModelNotFit(PipelineError):
    """No model can be trained, or none may be used."""

    exit_code = 14


class ExplanationError(PipelineError):
    """Reasons do not add up to the score."""

    exit_code = 15


class PublicationError(PipelineError):
    """Pages were not published; yesterday's stay."""

    exit_code = 16


class SettingsError(PipelineError):
    """A setting, an option or a path is wrong."""

    exit_code = 17


class StoreError(PipelineError):
    """A dataset is missing from the store, or is not what its manifest says."""

    exit_code = 18


EXIT_CODES = {
    family.exit_code: family
    for family in (
        ContractError, ExpectationFailed, LinkageError, LeakageError, ModelNotFit,
        ExplanationError, PublicationError, SettingsError, StoreError,
    )
}  # fmt: skip
