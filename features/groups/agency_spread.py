"""Over how many agencies is the child's story spread, and how unevenly?

Continuity of care, COC: Bice TW, Boxerman SB. A quantitative measure of continuity of care.
Medical Care 1977; 15: 347-349. Usual provider of care, UPC: Breslau N, Reeb KG. Continuity of
care in a university-based practice. Journal of Medical Education 1975; 50: 965-969. Sequential
continuity, SECON: Steinwachs DM. Measuring provider continuity in ambulatory care. Medical Care
1979; 17: 551-565. Entropy: Shannon CE. A mathematical theory of communication. 1948. All four
are worked out here with the agency in the place of the provider.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from features.spec import FeatureGroup, FeatureSpec, Sentence, distinct, in_words, per_agency, share

if TYPE_CHECKING:
    from features.spec import Unit

GROUP = FeatureGroup(
    "agency_spread", "Spread over agencies", "Over how many agencies is the story spread?"
)

_ALL = "count(*) FILTER (WHERE {entries})"
_SQUARES = " + ".join(f"({n}) * ({n})" for n in per_agency())
_LARGEST = f"greatest({', '.join(per_agency())})"
# COC = (sum of squared counts - N) / (N (N - 1)); not defined for fewer than two contacts.
_COC = f"({_SQUARES} - {_ALL}) / nullif({_ALL} * ({_ALL} - 1), 0)"
_UPC = f"{_LARGEST} / nullif({_ALL}, 0)"
_ONE_AGENCY = "Contacts in the last 12 months are with one agency, or fewer than 2 are recorded."


def _distinct(thing: str, days: int, *, entries: str, column: str, **words: str) -> FeatureSpec:
    return FeatureSpec(
        name=f"{thing}_distinct_count_{days}d", group=GROUP,
        plain_name=f"{words['plain_name']}, {in_words(days)}",
        sentence=Sentence(
            none=f"No agency {words['verb']} in the last {in_words(days)}.",
            one=f"1 agency {words['verb']} in the last {in_words(days)}.",
            many=f"{{value}} agencies {words['verb']} in the last {in_words(days)}.",
        ),
        unit="agencies", window_days=days, direction=1, aspect="child", absent=0.0,
        absence="no agency recorded any", source=words["source"], entries=entries,
        value=distinct(column),
    )  # fmt: skip


def _index(
    name: str,
    *,
    plain_name: str,
    source: str,
    value: str,
    words: str,
    entries: str = "is_contact",
    unit: Unit = "share",
) -> FeatureSpec:
    is_entropy = unit == "index"
    return FeatureSpec(
        name=f"{name}_365d", group=GROUP, plain_name=f"{plain_name}, 12 months",
        sentence=Sentence(none=_ONE_AGENCY, one=words, many=words),
        unit=unit, window_days=365, direction=1 if is_entropy else -1, aspect="response",
        absent=0.0 if is_entropy else 1.0,
        absence="one agency, or too few contacts to be spread", source=source,
        entries=entries, value=value,
    )  # fmt: skip


FEATURES = (
    *(
        _distinct(
            "agencies", days, entries="is_contact", column="agency",
            plain_name="Agencies that recorded a contact", verb="recorded a contact",
            source="signals 51 and 53",
        )
        for days in (90, 365)
    ),
    *(
        _distinct(
            "agencies_with_concern", days, entries="concern_agency IS NOT NULL",
            column="concern_agency", plain_name="Agencies with a concern", verb="had a concern",
            source="signal 51",
        )
        for days in (90, 180, 365)
    ),
    _index(
        "agency_mix_entropy", plain_name="Evenness of the mix of agencies",
        source="signal 53; Shannon 1948, in bits", unit="index",
        value="entropy(agency) FILTER (WHERE {entries})",
        words="Contacts are spread over agencies with a mix of {value}: 0 is one agency, 1 is two "
        "equally, 2 is four equally.",
    ),
    _index(
        "continuity_of_care_mean", plain_name="Bice–Boxerman continuity of care",
        source="Bice and Boxerman 1977", value=_COC,
        words="Two contacts chosen at random are with the same agency {value} of the time.",
    ),
    _index(
        "usual_provider_share", plain_name="Usual provider of care",
        source="Breslau and Reeb 1975", value=_UPC,
        words="The agency with most contacts has {value} of all contacts.",
    ),
    _index(
        "sequential_continuity_mean", plain_name="Sequential continuity",
        source="Steinwachs 1979", entries="is_contact AND previous_day > -365",
        value=share("previous_agency = agency"),
        words="A contact is with the same agency as the one before {value} of the time.",
    ),
)  # fmt: skip
