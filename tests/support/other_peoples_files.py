"""Nights on files that other people made: where each lies, when it was received, the as-of date.

None of these files carries a recorded date, so the day they were received is the day they were
known, and each night stands on that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.receive import receive_files
from tests.support.third_party import third_party

EMPTY_RESTRICTIONS = "restriction_id,nhs_number,upn,forename,surname,date_of_birth,postcode,reason_code,effective_from\n"


@dataclass(frozen=True, kw_only=True)
class Files:
    """One agency's files as somebody published them."""

    agency: str
    format: str
    names: tuple[str, ...]
    coverage: tuple[date, date]


@dataclass(frozen=True, kw_only=True)
class OtherPeoplesNight:
    """A night on such files."""

    as_of_date: date
    files: tuple[Files, ...]


def _cin(name: str, day: date) -> OtherPeoplesNight:
    files = Files(
        agency="social_care", format="cin_census", names=(f"d2i_cin_fake/{name}",),
        coverage=(date(day.year - 1, 4, 1), day),
    )  # fmt: skip
    return OtherPeoplesNight(as_of_date=day, files=(files,))


_AUTUMN = tuple(
    f"d2i_school_census/2024_autumn_{table}.csv"
    for table in (
        "pupilonroll", "pupilnolongeronroll", "addressesoffroll", "fsmperiodsonroll",
        "termlyexclusionsonroll", "termlyexclusionsoffroll",
        "termlysessiondetailsonroll", "termlysessiondetailsoffroll",
        "summerhalfterm2sessiondetailsonroll", "summerhalfterm2sessiondetailsoffroll",
    )
)  # fmt: skip
_FAMILY_CONTEXT_COVERAGE = (date(2018, 1, 1), date(2022, 9, 30))

NIGHTS = {
    "cin_census": _cin("fake_CIN_data.xml", date(2022, 7, 21)),
    "school_census": OtherPeoplesNight(
        as_of_date=date(2024, 12, 20),
        files=(
            Files(
                agency="education", format="school_census", names=_AUTUMN,
                coverage=(date(2024, 9, 1), date(2024, 12, 20)),
            ),
        ),
    ),
    "family_context": OtherPeoplesNight(
        as_of_date=date(2022, 10, 15),
        files=tuple(
            Files(
                agency=agency, format="family_context", names=(f"family_context_sample/{name}.csv",),
                coverage=_FAMILY_CONTEXT_COVERAGE,
            )
            for agency, name in (("social_care", "csc"), ("education", "education"))
        ),
    ),
    # The day its own file of fixtures was added; ages in it are right as of then.
    "housing_and_adults": OtherPeoplesNight(
        as_of_date=date(2023, 10, 18),
        files=(
            Files(
                agency="housing_and_adults", format="family_context",
                names=tuple(
                    f"family_context_sample/fixture_{name}.csv" for name in ("housing", "ASC")
                ),
                coverage=(date(2018, 1, 1), date(2023, 10, 18)),
            ),
        ),
    ),
}  # fmt: skip

# The small complete returns: every module of the census, one or two children each.
SMALL_CIN_NIGHTS = {
    name: _cin(name, day)
    for name, day in {
        "CIN_Census_2021.xml": date(2023, 3, 31),
        "CIN_Census_2024.xml": date(2024, 3, 31),
        "CIN_Census_2026.xml": date(2024, 3, 31),
    }.items()
}


def receive_night(night: OtherPeoplesNight, extracts: Path) -> Path:
    """Receive a night's files, with a restrictions list that names nobody, and give the folder."""
    for files in night.files:
        receive_files(
            [third_party(name) for name in files.names],
            extracts=extracts,
            agency=files.agency,
            format_=files.format,
            received_date=night.as_of_date,
            coverage=files.coverage,
            area="England",
            can_record_sharing=False,
        )
    listed = extracts / "restrictions_list.csv"
    extracts.mkdir(parents=True, exist_ok=True)
    listed.write_text(EMPTY_RESTRICTIONS, encoding="utf-8")
    receive_files(
        [listed],
        extracts=extracts,
        agency="restrictions",
        format_="restrictions_list",
        received_date=night.as_of_date,
        coverage=(night.as_of_date, night.as_of_date),
        area="England",
        can_record_sharing=False,
    )
    return extracts
