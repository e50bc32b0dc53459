"""What every agency's Family Context extract has: who the person is, and the last involvement.

Published by Social Finance with Leeds and Stockport (Family Context common data model, MIT).
It says that a service is or was involved, and no more: no concern, no outcome, no recorded date.
Names, telephone numbers and e-mail addresses of staff are left out on purpose and never read.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agencies.contract import CodeList, Column, Table
from agencies.events import join_events, make_events
from agencies.homes import make_stays
from agencies.identity import make_persons, tidy_postcodes

if TYPE_CHECKING:
    import pandas as pd

SOURCE = "Social Finance, family-context-live and Family Context common data model (MIT)"

DAYS_BETWEEN = 7  # no interval is published: what we ask for

PERSON, SINCE = "Cms Id", "Start Date Of Last Involvement"
CURRENT = "Date Current As Of"

_CODES = Path(__file__).with_name("family_context_codes.csv")
_DATES = "%Y-%m-%d|%Y-%m-%d %H:%M:%S|%d/%m/%Y"
SEXES = {"Male": "M", "Female": "F"}


def family_context_table(
    name: str,
    meaning: str,
    *own_columns: Column,
    key: tuple[str, ...] = (PERSON,),
    optional: bool = False,
    formerly: tuple[str, ...] = (),
) -> Table:
    """Give the table of one agency's extract.

    Args:
        name: what the file is called, without its ending.
        meaning: the table in a sentence.
        *own_columns: what this agency sends besides the columns all agencies send.
        key: one row a person, unless a person may have several services.
        optional: the agency may send its other table alone.
        formerly: other names of the file.
    """
    return Table(
        name,
        meaning,
        (*_shared_columns(), *own_columns),
        key=key,
        person_column=PERSON,
        optional=optional,
        formerly=formerly,
    )


def _shared_columns() -> tuple[Column, ...]:
    gender = CodeList.from_csv(_CODES, "gender")
    involvement = CodeList.from_csv(_CODES, "service_involvement")
    # The published samples and the model itself spell some headings in other ways.
    return (
        Column(PERSON, "the person in the agency’s case system", use="key", required=True,
               formerly=("CMS No",)),
        Column("First Name", "forename", use="linkage", formerly=("First name",)),
        Column("Last Name", "surname", use="linkage", formerly=("Family name",)),
        Column("Date Of Birth", "date of birth", "date", "linkage", date_format=_DATES,
               formerly=("Date of Birth",)),
        Column("Gender", "gender", "code", "linkage", codes=gender),
        Column("Address", "home address, one line each, postcode last", use="linkage"),
        Column("Service Involvement", "now, in the past or not", "code", codes=involvement,
               formerly=("Service involvement",)),
        Column(SINCE, "first day of the latest involvement", "date", "feature",
               date_format=_DATES, is_event_date=True,
               formerly=("Start date of last involvement", "Service/Event Start",
                         "Service Event Start")),
        Column("Date Of Most Recent Interaction", "day of the latest contact with the service",
               "date", "feature", date_format=_DATES,
               formerly=("Date of most recent interaction",)),
        Column(CURRENT, "day the extract is current", "date", date_format=_DATES,
               formerly=("Date current as of",)),
        Column("Coverage Start Date", "first day covered", "date", date_format=_DATES,
               formerly=("Coverage start date",)),
        Column("Coverage End Date", "last day covered", "date", date_format=_DATES,
               formerly=("Coverage end date",)),
        Column("Coverage Geographic Area", "area covered",
               formerly=("Coverage geographic area",)),
    )  # fmt: skip


def family_context_persons(rows: pd.DataFrame, feed: str) -> pd.DataFrame:
    """Give the persons of an extract; see `core.catalogue.SOURCE_PERSONS`.

    One row per row of the extract.

    Args:
        rows: accepted rows.
        feed: agency and format, such as `education/family_context`.
    """
    lines = address_lines(rows["Address"])
    return make_persons(
        rows,
        feed,
        person=PERSON,
        forename=rows["First Name"],
        surname=rows["Last Name"],
        birth_date=rows["Date Of Birth"],
        sex=rows["Gender"].map(SEXES),
        postcode=lines["postcode"],
        address=lines["first_line"],
    )


def family_context_events(rows: pd.DataFrame, feed: str, **said: Any) -> pd.DataFrame:
    """Give when a service got involved and when it last had to do with the person.

    At most two rows per row of the extract, all routine. Knowable: nothing is recorded about
    when; the day of delivery decides.

    Args:
        rows: accepted rows.
        feed: agency and format, such as `education/family_context`.
        **said: more columns of `SOURCE_EVENTS`, such as `place`.
    """
    dates = {
        "service_involvement": SINCE,
        "service_interaction": "Date Of Most Recent Interaction",
    }
    return join_events(
        [
            make_events(rows, feed, person=PERSON, kind=kind, date=date, **said)
            for kind, date in dates.items()
        ]
    )


def family_context_stays(rows: pd.DataFrame, feed: str) -> pd.DataFrame:
    """Give where each person lives on the day the extract is current.

    One row per row of the extract with an address. Absent: the extract does not say since when
    somebody lives there: not since a service got involved.

    Args:
        rows: accepted rows.
        feed: agency and format, such as `education/family_context`.
    """
    lines = address_lines(rows["Address"])
    return make_stays(
        rows, feed, person=PERSON, postcode=lines["postcode"], address=lines["first_line"],
        first_date=rows[CURRENT],
    )  # fmt: skip


def address_lines(addresses: pd.Series) -> pd.DataFrame:
    """Split addresses into a postcode (last line) and a first line (flat, house and street).

    The line before the postcode is the town. A flat has a line of its own before the street, so
    what stands before the town is one line for us: `Flat 3` alone is no address.
    """
    lines = addresses.str.replace(r"\s*[\r\n]+\s*", "\n", regex=True)
    lines = lines.where(lines.str.contains("\n", na=False), lines.str.replace(", ", "\n"))
    last = r"\n([A-Za-z0-9]{2,4} ?[0-9][A-Za-z]{2})$"
    before = lines.str.replace(last, "", regex=True)
    street = before.str.replace(r"\n[^\n]*$", "", regex=True).str.replace("\n", " ")
    return addresses.to_frame("sent").assign(
        postcode=tidy_postcodes(lines.str.extract(last, expand=False)), first_line=street
    )
