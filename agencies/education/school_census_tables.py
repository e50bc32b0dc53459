"""What schools promise to send: the school census, three times a year, as the authority holds it.

Files are `<year>_<term>_<table>.csv`, one set a collection. Columns keep their published names;
those we have no use for are never read, free school meals among them (`fsmperiod…`), because
poverty data may not reach a model. `collection_year` and `collection_term` come from the name of
the file, and `recorded_date` is our extension.

The census changes with the year. Names of other years are read as those of today (`formerly`), and
a code list holds every code that was ever in it, each with the days of the censuses it belongs to:
a suspension sent under the code of 2019 is a suspension, and a check says that the code is old.
"""

from __future__ import annotations

from pathlib import Path

from agencies.contract import NEVER_TYPED, CodeList, Column, Reference, Table

_CODES = Path(__file__).with_name("codes.csv")

TERMS = CodeList.from_csv(_CODES, "term")
SEXES = CodeList.from_csv(_CODES, "sex")
EXCLUSION_CATEGORIES = CodeList.from_csv(_CODES, "exclusion_category")
EXCLUSION_REASONS = CodeList.from_csv(_CODES, "exclusion_reason")
ATTENDANCE_REASONS = CodeList.from_csv(_CODES, "attendance_reason")
ABSENCES = CodeList.from_csv(_CODES, "absence")  # the attendance reasons that count as absence

COLLECTION = ("collection_year", "collection_term")
ON_ROLL_ID, OFF_ROLL_ID = "pupilonrolltableid", "pupilnolongeronrolltableid"

_DATES = "%Y-%b-%d %H:%M:%S|%Y-%m-%d"

# Not required of the file: the reader adds both.
_COLLECTION_COLUMNS = (
    Column("collection_year", "year of the census, from the name of the file", use="key",
           pattern=r"^\d{4}$"),
    Column("collection_term", "term of the census, from the name of the file", type="code",
           use="key", codes=TERMS),
)  # fmt: skip
_SCHOOL = Column("NativeId", "school", use="feature", required=True)
_RECORDED = Column(
    "recorded_date",
    "extension of ours, not in the published format: the day the school’s system held this row",
    type="date", use="feature", date_format=_DATES, is_recorded_date=True,
)  # fmt: skip


def _pupil(name: str) -> Column:
    return Column(name, "the pupil, as the census extract numbers them", use="key", required=True)


def _row(name: str, what: str, *formerly: str) -> Column:
    return Column(name, f"number of the {what}", use="key", required=True, formerly=formerly)


def _of_pupil(roll: str, pupil: str) -> tuple[Reference, ...]:
    return (Reference(pupil, roll, pupil),)


_IDENTITY = (
    Column("upn", "unique pupil number", use="linkage"),
    Column("surname", "legal surname", use="linkage"),
    Column("forename", "legal forename", use="linkage"),
    Column("dob", "date of birth", type="date", use="linkage", date_format=_DATES),
    Column("sex", "sex", type="code", use="linkage", codes=SEXES, formerly=("gender",)),
    # No code list: two hundred extended codes, for audit only, which change with the year.
    Column("ethnicity", "ethnicity (spring census only)", use="audit", pattern=r"^[A-Z]{4}$"),
    Column("entrydate", "the day the pupil joined the school", type="date", use="feature",
           date_format=_DATES),
    Column("termlysessionspossible", "sessions the pupil could have attended", type="whole",
           use="feature"),
)  # fmt: skip


def _exclusions(name: str, roll: str, pupil: str) -> Table:
    return Table(
        name,
        "Suspensions and permanent exclusions, one row each.",
        (
            *_COLLECTION_COLUMNS,
            _pupil(pupil),
            _SCHOOL,
            _row(f"{name}tableid", "suspension or exclusion"),
            Column("startdate", "first day of it", type="date", use="feature", required=True,
                   date_format=_DATES, is_event_date=True),
            Column("sessions", "sessions it covered", type="whole"),
            Column("reason1", "main reason", type="code", codes=EXCLUSION_REASONS,
                   formerly=("reason",)),
            Column("category", "suspension or permanent exclusion", type="code", use="feature",
                   required=True, codes=EXCLUSION_CATEGORIES),
            _RECORDED,
        ),
        key=(*COLLECTION, f"{name}tableid"),
        person_column=pupil,
        optional=name.endswith("offroll"),
        references=_of_pupil(roll, pupil),
    )  # fmt: skip


def _sessions(name: str, roll: str, pupil: str) -> Table:
    return Table(
        name,
        "Sessions of a term by attendance code, one row a pupil and code.",
        (
            *_COLLECTION_COLUMNS,
            _pupil(pupil),
            _SCHOOL,
            _row(f"{name}tableid", "row"),
            Column("sessions", "sessions with this code", type="whole", use="feature",
                   formerly=("absencesessions",)),
            Column("attendancereason", "attendance code", type="code", use="feature",
                   codes=ATTENDANCE_REASONS),
            _RECORDED,
        ),
        key=(*COLLECTION, f"{name}tableid"),
        person_column=pupil,
        optional=name.endswith("offroll"),
        references=_of_pupil(roll, pupil),
    )  # fmt: skip


def _addresses(name: str, roll: str, pupil: str, *formerly: str) -> Table:
    """Give a table of addresses, which the spring and summer census call by another name."""
    return Table(
        name,
        "Home addresses of pupils, one row an address; the lowest order comes first.",
        (
            *_COLLECTION_COLUMNS,
            _pupil(pupil),
            _SCHOOL,
            _row(f"{name}tableid", "address", *(f"{other}tableid" for other in formerly)),
            Column(f"{name}orderseqcolumn", "order of the address", type="whole",
                   formerly=tuple(f"{other}orderseqcolumn" for other in formerly)),
            Column("postcode", "postcode", use="linkage"),
            Column("saon", "flat or unit", use="linkage"),
            Column("paon", "house name or number", use="linkage"),
            Column("street", "street", use="linkage"),
            Column("addressline1", "first line, where the address is not split", use="linkage"),
            _RECORDED,
        ),
        key=(*COLLECTION, f"{name}tableid"),
        person_column=pupil,
        optional=True,
        references=_of_pupil(roll, pupil),
        formerly=formerly,
    )  # fmt: skip


_ON_ROLL = Table(
    "pupilonroll",
    "Pupils on roll on census day, one row a pupil and collection.",
    (*_COLLECTION_COLUMNS, _pupil(ON_ROLL_ID), _SCHOOL, *_IDENTITY, _RECORDED),
    key=(*COLLECTION, ON_ROLL_ID),
    person_column=ON_ROLL_ID,
)
_OFF_ROLL = Table(
    "pupilnolongeronroll",
    "Pupils who left since the census before, one row a pupil, school and leaving.",
    (
        *_COLLECTION_COLUMNS,
        _pupil(OFF_ROLL_ID),
        _row("pupilnolongeronrollorderseqcolumn", "leaving, 1 for a pupil’s first of the term"),
        _SCHOOL,
        *_IDENTITY,
        Column("leavingdate", "the day the pupil left the school", type="date", use="feature",
               date_format=_DATES, is_event_date=True, absent=NEVER_TYPED),
        _RECORDED,
    ),
    key=(*COLLECTION, OFF_ROLL_ID, "pupilnolongeronrollorderseqcolumn"),
    person_column=OFF_ROLL_ID,
    optional=True,
)  # fmt: skip

TABLES = (
    _ON_ROLL,
    _OFF_ROLL,
    _addresses("addressesonroll", _ON_ROLL.name, ON_ROLL_ID, "addresses"),
    _addresses("addressesoffroll", _OFF_ROLL.name, OFF_ROLL_ID),
    _exclusions("termlyexclusionsonroll", _ON_ROLL.name, ON_ROLL_ID),
    _exclusions("termlyexclusionsoffroll", _OFF_ROLL.name, OFF_ROLL_ID),
    _sessions("termlysessiondetailsonroll", _ON_ROLL.name, ON_ROLL_ID),
    _sessions("termlysessiondetailsoffroll", _OFF_ROLL.name, OFF_ROLL_ID),
)
