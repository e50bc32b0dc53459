from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import SettingsError
from flows.settings import DEFAULT, DEMO, load_settings


@pytest.mark.parametrize("path", [DEFAULT, DEMO])
def test_the_settings_that_come_with_the_project_can_be_used(path: Path) -> None:
    settings = load_settings(path)
    assert settings.review_capacity > 0
    assert settings.file_name == path.name


def test_only_the_demonstration_says_that_its_data_is_invented() -> None:
    assert load_settings(DEMO).data_is_invented
    assert not load_settings(DEFAULT).data_is_invented
    assert not load_settings(DEFAULT).show_demonstration


def test_every_setting_is_explained_where_it_stands() -> None:
    lines = DEFAULT.read_text(encoding="utf-8").splitlines()
    named = [n for n, line in enumerate(lines) if "=" in line and not line.startswith("#")]
    assert all(any(above.startswith("#") for above in lines[max(0, n - 3) : n]) for n in named)


def test_a_changed_setting_gives_another_hash(tmp_path: Path) -> None:
    changed = tmp_path / "default.toml"
    text = DEFAULT.read_text(encoding="utf-8")
    changed.write_text(text.replace("review_capacity = 30", "review_capacity = 31"))
    assert load_settings(changed).hash != load_settings(DEFAULT).hash


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("review_capacity = 30", "", "review_capacity is missing"),
        ("review_capacity = 30", "review_capacity = 0", "review_capacity should be 1 or more"),
        ("review_capacity = 30", "review_capacity = true", "review_capacity should be int"),
        ("review_capacity = 30", 'review_capacity = "30"', "review_capacity should be int"),
        ("seed = 20220526", "seeds = 1", "seeds is not a setting"),
        ("quarantined_share = 0.10", "quarantined_share = 10", "should be from 0 to 1"),
        ("days_late = 3", "days_late = -1", "caution_days_late should be 0 or more"),
        ("seed = 20220526", "seed = = 1", "not a TOML file"),
        ('"Europe/London"', '"Europe/Lndon"', "not a time zone: Europe/Lndon"),
        ("feeds = []", 'feeds = ["police/pnp"]', "a feed without a contract: police/pnp"),
        ("feeds = []", "feeds = [1]", r"expected_feeds should be list\[str\]"),
    ],
)
def test_a_wrong_setting_is_named(before: str, after: str, fault: str, tmp_path: Path) -> None:
    changed = tmp_path / "mine.toml"
    changed.write_text(DEFAULT.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(SettingsError, match=fault):
        load_settings(changed)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    changed = tmp_path / "mine.toml"
    text = DEFAULT.read_text(encoding="utf-8").replace("review_capacity = 30", "capacity = 30")
    changed.write_text(text.replace("days_late = 3", 'days_late = "3"'), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"missing.*not a setting.*should be int"):
        load_settings(changed)
