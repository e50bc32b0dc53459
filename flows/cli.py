"""The command line: `wholestory …`. Errors are one sentence and an exit code, never a traceback."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from core.errors import PipelineError, SettingsError
from flows.settings import COUNTY_UNTIL, COUNTY_YEARS

if TYPE_CHECKING:
    from flows.check import CheckedPaths

app = typer.Typer(
    name="wholestory",
    help="Puts together what each agency recorded about a child, and lists the records that most "
    "need agencies to talk to each other. Nothing leaves this machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog="Exit codes: 0 done; 10 a file is not what its contract says; 11 checks; 12 linkage; "
    "13 something was used before it could be known; 14 no model; 15 reasons; 16 not published; "
    "17 settings; 18 store.",
)
clerical = typer.Typer(
    help="Pairs of records that somebody should look at: give them out, take decisions in, take "
    "them back.",
    no_args_is_help=True,
)
app.add_typer(clerical, name="clerical")
_output = Console(highlight=False, soft_wrap=True)
_errors = Console(stderr=True, highlight=False, soft_wrap=True)

Extracts = Annotated[
    Path, typer.Option("--extracts", help="Folder of deliveries: <agency>/<format>/<date>/.")
]
StoreFolder = Annotated[Path, typer.Option("--store", help="Folder the night keeps its work in.")]
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", help="TOML file; see flows/config/default.toml.")
]

Staff = Annotated[str, typer.Option("--by", help="Who decides, as a staff reference.")]

# A calendar day as an option's value; Typer itself knows only a day with a time.
_DAY = {"parser": lambda day: date.fromisoformat(str(day)), "metavar": "YYYY-MM-DD"}


def main() -> None:
    """Run the command line; a fault a person can put right ends as one sentence."""
    try:
        app()
    except PipelineError as error:
        _errors.print(f"wholestory: {error}", markup=False)
        raise SystemExit(error.exit_code) from None


def _use_store(store: Path) -> None:
    """Give Prefect its home inside the store, before it is imported, and keep it quiet.

    Prefect logs the traceback of every error; ours are told in one sentence, and a bug still
    shows its traceback because it is raised to the top.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            "The store cannot be used.",
            where=str(store),
            expected="a folder that can be written, or a place to make one",
            found=error.strerror or type(error).__name__,
            next_step="name another folder",
        ) from error
    os.environ["PREFECT_HOME"] = str(store.resolve() / "prefect")
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")


@app.command()
def simulate(
    *,
    out: Annotated[
        Path, typer.Option("--out", help="Folder to write; the truth lies apart in it.")
    ],
    children: Annotated[int, typer.Option(min=100, help="Children in the county.")] = 5000,
    years: Annotated[int, typer.Option(min=1, max=18, help="Years of records.")] = COUNTY_YEARS,
    seed: Annotated[int, typer.Option(help="The same seed gives the same county.")] = 1,
    until: Annotated[date, typer.Option(help="Last day.", **_DAY)] = COUNTY_UNTIL,
    weeks_before: Annotated[
        int, typer.Option(min=0, max=52, help="Earlier weekly deliveries of each feed.")
    ] = 0,
    fault: Annotated[
        str | None,
        typer.Option(
            metavar="FEED=FAULT",
            help="Something that goes wrong with a feed's newest delivery, such as "
            "police/ppn=junk_rows: missing_feed, late_feed, truncated_file, swapped_columns, "
            "doubled_delivery, code_list_change, wrong_encoding, end_date_1900, junk_rows.",
        ),
    ] = None,
) -> None:
    """Write an invented county in the agencies' published formats, with its truth kept apart."""
    from flows.demo import simulate_county

    simulated = simulate_county(
        out, children=children, years=years, seed=seed, until=until,
        weeks_before=weeks_before, fault=fault,
    )  # fmt: skip
    _output.print(f"{simulated}: in {out / 'extracts'}; the truth is apart, in {out / 'truth'}.")


@app.command()
def receive(
    *,
    files: Annotated[list[Path], typer.Argument(help="The files an agency sent.")],
    agency: Annotated[str, typer.Option(help="Such as social_care, police, health, education.")],
    format_: Annotated[str, typer.Option("--format", help="Such as ssd, cin_census, ppn.")],
    extracts: Extracts,
    received: Annotated[date, typer.Option(help="Day it arrived.", **_DAY)],
    coverage_start: Annotated[date, typer.Option(help="First day they speak about.", **_DAY)],
    coverage_end: Annotated[date, typer.Option(help="Last day they speak about.", **_DAY)],
    area: Annotated[str, typer.Option(help="Geographic area the files cover.")],
    records_sharing: Annotated[
        bool, typer.Option(help="The agency's system can record who was told.")
    ] = False,
    historical: Annotated[
        bool, typer.Option(help="Past records in one go: their recorded dates are used.")
    ] = False,
    delay_days: Annotated[int, typer.Option(min=0, help="Days from recording to delivery.")] = 0,
    changes: Annotated[
        bool, typer.Option(help="Only new, corrected and taken-back rows; the others stay.")
    ] = False,
    rows: Annotated[
        list[str] | None,
        typer.Option(metavar="TABLE=NUMBER", help="Rows the agency says it sent; repeatable."),
    ] = None,
) -> None:
    """Put an agency's files where a night finds them, with a manifest that fixes their hashes.

    Files that cannot be read, or hold other numbers of rows than stated, are not received.
    """
    from flows.receive import receive_files
    from reports.wording.basics import counted

    delivery = receive_files(
        files,
        extracts=extracts,
        agency=agency,
        format_=format_,
        received_date=received,
        coverage=(coverage_start, coverage_end),
        area=area,
        can_record_sharing=records_sharing,
        is_historical_load=historical,
        recording_delay_days=delay_days,
        holds="changes" if changes else "everything",
        stated_rows=_as_numbers(rows or []),
    )
    _output.print(
        f"Received {counted(len(delivery.files), 'file', 'files')} as {delivery.name}: "
        f"{counted(sum(delivery.rows.values()), 'row', 'rows')}."
    )


def _as_numbers(stated: list[str]) -> dict[str, int]:
    parts = [one.partition("=") for one in stated]
    wrong = [name or "no table" for name, _, number in parts if not (name and number.isdecimal())]
    if wrong:
        raise SettingsError(
            "The stated rows cannot be read.",
            where="option --rows",
            expected="a table and its number of rows, such as ssd_person=1200",
            found=f"something else for {', '.join(wrong)}",
            next_step="correct the command",
        )
    return {name: int(number) for name, _, number in parts}


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(help="Extracts folders or delivery folders.")],
) -> None:
    """Validate deliveries only: what is accepted, what is set aside or refused, and why.

    Exit code 0 means that every row was accepted, 11 that rows were set aside or a delivery is
    refused for its rows, 10 that a delivery cannot be read.
    """
    from flows.check import check_paths, say_found

    found = check_paths(paths)
    _print_tables(found)
    for sentence in say_found(found):
        _output.print(sentence, markup=False)
    for error in found.refusals:
        _errors.print(f"wholestory: {error}", markup=False)
    if found.refusals or found.counts["quarantined"].any():
        codes = [error.exit_code for error in found.refusals]
        raise typer.Exit(code=min(codes, default=11))


def _print_tables(found: CheckedPaths) -> None:
    """Print the tables that something is said of, by delivery, and how many others there are."""
    from flows.check import tables_to_tell
    from reports.wording.basics import counted

    told = tables_to_tell(found)
    table = Table(box=None, pad_edge=False)
    for heading in ("Delivery", "Table"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Rows in", "Accepted", "Set aside"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in told.itertuples(index=False):
        numbers = (f"{n:,}" for n in (row.rows_in, row.accepted, row.quarantined))
        delivery = f"{row.agency}/{row.format}/{row.received_date.date()}"
        table.add_row(delivery, row.table, *numbers)
    if len(told):
        _output.print(table)
    is_restrictions = found.counts["agency"] == "restrictions"
    others = int((~is_restrictions).sum()) - len(told)
    if others:
        more = "more " if len(told) else ""
        many = counted(others, f"{more}table", f"{more}tables")
        _output.print(f"{many} without anything to say.")
    if is_restrictions.any():
        _output.print("restrictions_list was checked; how many rows it holds is not shown.")


@app.command()
def night(
    *,
    extracts: Extracts,
    store: StoreFolder,
    as_of: Annotated[date, typer.Option("--as-of", help="The day to stand on.", **_DAY)],
    settings: SettingsFile = None,
    site: Annotated[
        Path | None, typer.Option(help="Where the pages go; <store>/site if not given.")
    ] = None,
    model: Annotated[
        bool, typer.Option(help="Use the accepted model; without it, the written practice rule.")
    ] = True,
) -> None:
    """Run one night: check, link, measure, list, explain and publish."""
    _use_store(store)
    from flows.nightly import run_night

    report = run_night(
        extracts=extracts,
        store=store,
        as_of_date=as_of,
        settings_file=settings,
        site=site,
        use_model=model,
    )
    _output.print(str(report), markup=False)


@app.command()
def train(store: StoreFolder, settings: SettingsFile = None) -> None:
    """Train and measure models on what the last night laid out; register the result."""
    _use_store(store)
    from flows.train import run_training

    _output.print(str(run_training(store=store, settings_file=settings)), markup=False)


@clerical.command("export")
def export_pairs(
    file: Annotated[Path, typer.Argument(help="CSV to write; it will hold personal details.")],
    extracts: Extracts,
    store: StoreFolder,
    most: Annotated[
        int | None,
        typer.Option(min=1, help="How many pairs: those drawn by chance, then the most useful."),
    ] = None,
) -> None:
    """Write the last night's pairs for people to decide on: same, different, or left empty.

    Not while the deliveries hold a restrictions list that the last night did not know.
    """
    from flows.clerical import export_queue

    said = export_queue(file, store_folder=store, extracts=extracts, today=_today(), most=most)
    _output.print(said, markup=False)


@clerical.command("apply")
def apply_pairs(
    file: Annotated[Path, typer.Argument(help="An exported CSV with decisions filled in.")],
    store: StoreFolder,
    by: Staff,
) -> None:
    """Keep the decisions of a file; they count from the next night on, whatever its date."""
    from flows.clerical import apply_decisions

    applied = apply_decisions(file, store_folder=store, by=by, decided_at=_today())
    _output.print(str(applied), markup=False)


@clerical.command("undo")
def undo_pairs(
    file: Annotated[Path, typer.Argument(help="A CSV whose decisions were applied.")],
    store: StoreFolder,
    by: Staff,
) -> None:
    """Take back the decisions of a file; nothing is deleted, so that it stays known who decided."""
    from flows.clerical import undo_decisions

    undone = undo_decisions(file, store_folder=store, by=by, decided_at=_today())
    _output.print(str(undone), markup=False)


def _today() -> date:
    return datetime.now(ZoneInfo("Europe/London")).date()


@app.command()
def link(
    records: Annotated[
        Path, typer.Argument(help="CSV or Parquet; columns: docs/reference/link.md.")
    ],
    *,
    out: Annotated[Path, typer.Option("--out", help="CSV or Parquet to write.")],
    decisions: Annotated[
        Path | None, typer.Option(help="CSV or Parquet: which pairs people decided about.")
    ] = None,
) -> None:
    """Say which records of a table are about the same person; no feed, store or settings needed."""
    from flows.link_file import link_file

    _output.print(link_file(records, out, decisions=decisions), markup=False)


@app.command()
def schedule(
    extracts: Extracts,
    store: StoreFolder,
    settings: SettingsFile = None,
    cron: Annotated[str | None, typer.Option(help="Overrides the cron of the settings.")] = None,
    port: Annotated[int, typer.Option(help="Loopback port of the Prefect server.")] = 4200,
) -> None:
    """Run the night on a schedule, with a Prefect server of its own on this machine only.

    Stays in the foreground until Ctrl+C or SIGTERM, and stops the server with it.
    """
    _use_store(store)
    from flows.schedule import run_schedule

    run_schedule(extracts=extracts, store=store, settings_file=settings, cron=cron, port=port)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder of the demonstration.")] = Path("build/demo"),
    children: Annotated[int, typer.Option(min=300, help="Children in the county.")] = 5000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same county.")] = 1,
) -> None:
    """Simulate a county, train, and run one night with the model and one without."""
    _use_store(out / "store")
    from flows.demo import run_demo

    _output.print(run_demo(out, children=children, seed=seed), markup=False)


if __name__ == "__main__":
    main()
