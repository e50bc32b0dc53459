"""Puts a night's pages in the place of the old ones, all of them or none.

A held night keeps yesterday's list: only run page, data checks, linkage report and letters are
replaced, and the list says which day it is from.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

from core.errors import PublicationError
from reports.page_checks import check_pages

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_BANNER = re.compile(r"<!--held-->.*?<!--/held-->", re.DOTALL)
_REPLACED_WHEN_HELD = ("run.html", "validation.html", "linkage.html")
_FOLDERS_REPLACED_WHEN_HELD = ("checks", "letters")


def publish_pages(new_folder: Path, site_folder: Path, *, canaries: Collection[str] = ()) -> None:
    """Check new pages and put them in the place of the old ones by renaming.

    Args:
        new_folder: pages as `reports.build.build_site` made them; kept as they are.
        site_folder: where readers find the pages.
        canaries: marked values that no page may hold.

    Raises:
        PublicationError: the pages are not fit to be published; the old ones stay.
    """
    _take_up(site_folder)
    coming = site_folder.with_name(f"{site_folder.name}.coming")
    shutil.rmtree(coming, ignore_errors=True)
    if _read(new_folder)["outcome"] == "held" and (site_folder / "site.json").exists():
        _keep_list(new_folder, site_folder, coming)
    else:
        shutil.copytree(new_folder, coming)
    try:
        check_pages(coming, canaries=canaries)
    except PublicationError:
        shutil.rmtree(coming)
        raise
    _swap(coming, site_folder)


def _keep_list(new_folder: Path, site_folder: Path, coming: Path) -> None:
    """Put yesterday's list, dated, together with what tonight says about its files."""
    shutil.copytree(site_folder, coming)
    for name in _REPLACED_WHEN_HELD:
        shutil.copyfile(new_folder / name, coming / name)
    for name in _FOLDERS_REPLACED_WHEN_HELD:
        shutil.rmtree(coming / name, ignore_errors=True)
        shutil.copytree(new_folder / name, coming / name)
    tonight = (new_folder / "index.html").read_text(encoding="utf-8")
    banner = _BANNER.search(tonight)
    before = (coming / "index.html").read_text(encoding="utf-8")
    if banner is None or not _BANNER.search(before):
        raise PublicationError(
            "The list cannot be dated.",
            where="index.html",
            expected="a place for the banner that says which list is showing",
            found="none",
            next_step="make the pages again with this version of the code",
        )
    dated = _BANNER.sub(lambda _: banner.group(), before, count=1)
    (coming / "index.html").write_text(dated, encoding="utf-8")
    said = _read(site_folder) | {"held": _read(new_folder)}
    text = json.dumps(said, indent=1, sort_keys=True) + "\n"
    (coming / "site.json").write_text(text, encoding="utf-8")


def _swap(coming: Path, site_folder: Path) -> None:
    """Put one folder in the place of another; readers see the old pages or the new ones."""
    leaving = site_folder.with_name(f"{site_folder.name}.leaving")
    if site_folder.exists():
        site_folder.rename(leaving)
    coming.rename(site_folder)
    shutil.rmtree(leaving, ignore_errors=True)


def _take_up(site_folder: Path) -> None:
    """Put back the old pages if a night was killed between the two renames of a swap."""
    leaving = site_folder.with_name(f"{site_folder.name}.leaving")
    if leaving.exists() and not site_folder.exists():
        leaving.rename(site_folder)
    shutil.rmtree(leaving, ignore_errors=True)


def _read(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((folder / "site.json").read_text(encoding="utf-8"))
    return said
