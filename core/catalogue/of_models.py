"""Datasets of scores, reasons and the list."""

from __future__ import annotations

from core.dataset import Dataset, Field, optional

SCORES = Dataset(
    "scores", "(person, as-of date, model version)", "models",
    (
        Field("person_id", "text", "person"),
        Field("as_of_date", "date", "the day we stand on"),
        Field("model_version", "text", "version in the registry"),
        Field("base_value", "number", "log-odds of the average record"),
        Field("score", "number", "log-odds; orders the list, shown to no practitioner"),
        Field("adds_up", "flag", "base value and contributions give the score"),
    ),
)  # fmt: skip

CONTRIBUTIONS = Dataset(
    "contributions", "(person, as-of date, feature)", "models",
    (
        Field("person_id", "text", "person"),
        Field("as_of_date", "date", "the day we stand on"),
        Field("feature", "text", "name of the feature"),
        Field("value", "number", "value of the feature"),
        Field("contribution", "number", "signed share of the score, in log-odds"),
    ),
)  # fmt: skip

REVIEW_LIST = Dataset(
    "review_list", "listed record", "models",
    (
        Field("person_id", "text", "person"),
        Field("as_of_date", "date", "the night"),
        Field("entry_order", "whole", "order of entering the capacity; shown to no practitioner"),
        Field("listed_by", "text", "model or practice_rule"),
        Field("first_listed", "date", "first night of this spell on the list"),
        Field("is_new", "flag", "not on the list last night"),
    ),
)  # fmt: skip

LISTING_HISTORY = Dataset(
    "listing_history", "(record, spell on the list)", "models",
    (
        Field("person_id", "text", "person"),
        Field("spell", "whole", "1 for the first time on the list"),
        Field("first_listed", "date", "first night"),
        Field("last_listed", "date", "last night seen on the list"),
        Field("entered_because", "text", "a sentence's code: see models.review_list"),
        optional("left_date", "date", "the night it was no longer on the list"),
        optional("left_because", "text", "code; leaving the capacity is never called resolved"),
    ),
)  # fmt: skip
