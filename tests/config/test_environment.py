"""The environment: defaults that need nothing, and settings that cannot be what they say."""

import stat
from pathlib import Path

import pytest

from riktmarke.config.environment import SETTINGS, Environment, WrongSetting, read_environment


def given(tmp_path: Path, **values: str) -> Environment:
    return read_environment(values, project=tmp_path)


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    environment = given(tmp_path)
    assert environment.store == tmp_path / "var" / "store"
    assert environment.catalogue == tmp_path / "catalogue"
    assert environment.plans == tmp_path / "plans"
    assert environment.area == "2083"
    assert environment.data is None
    assert environment.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert not environment.debug
    assert not environment.https


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first, second = given(tmp_path).secret_key, given(tmp_path).secret_key
    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600
    assert given(tmp_path, SECRET_KEY="given").secret_key == "given"


def test_sqlite_waits_for_other_writers_instead_of_failing(tmp_path: Path) -> None:
    database = given(tmp_path).database
    assert database["NAME"] == tmp_path / "var" / "riktmarke.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]


def test_postgresql_is_taken_apart(tmp_path: Path) -> None:
    database = given(tmp_path, DATABASE_URL="postgresql://role:p%40ss@db.example.org:5433/riktmarke").database
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert [database[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "riktmarke",
        "role",
        "p@ss",
        "db.example.org",
        "5433",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RIKTMARKE_AREA", "Hedemora"),
        ("RIKTMARKE_AREA", "20"),
        ("DEBUG", "perhaps"),
        ("RIKTMARKE_HTTPS", "2"),
        ("DATABASE_URL", "mysql://example.org/x"),
        ("DATABASE_URL", "postgresql://db.example.org"),
        ("RIKTMARKE_SMTP_URL", "post.example.org"),
        ("RIKTMARKE_SMTP_URL", "smtp://post.example.org:99999"),
        ("RIKTMARKE_MAIL_FROM", "kommunen"),
        ("RIKTMARKE_FEEDBACK_EMAIL", "a@example.org, b@example.org"),
        ("RIKTMARKE_FEEDBACK_MONTHS", "0"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_advice(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=name) as refused:
        given(tmp_path, **{name: value})
    assert refused.value.remedy
    assert refused.value.expected


def test_a_password_in_a_wrong_database_address_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting) as refused:
        given(tmp_path, DATABASE_URL="mysql://role:secret@example.org/x")
    assert "secret" not in str(refused.value)


def test_every_setting_is_explained(repository: Path) -> None:
    explained = (repository / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [name for name in SETTINGS if f"`{name}`" not in explained] == []


def test_every_setting_that_is_read_is_listed(repository: Path) -> None:
    source = (repository / "src/riktmarke/config/environment.py").read_text(encoding="utf-8")
    assert [name for name in SETTINGS if source.count(f'"{name}"') < 2] == []


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({}, "https://api.kolada.se/v3/"),
        ({"RIKTMARKE_KOLADA_URL": ""}, ""),
        ({"RIKTMARKE_KOLADA_URL": "http://127.0.0.1:8123/v3"}, "http://127.0.0.1:8123/v3/"),
    ],
    ids=["Kolada's own", "nobody", "another, with a slash"],
)
def test_the_publishers_address(given: dict[str, str], read: str, tmp_path: Path) -> None:
    assert read_environment(given, project=tmp_path).kolada_url == read


@pytest.mark.parametrize("wrong", ["api.kolada.se", "ftp://api.kolada.se/", "https://"])
def test_an_address_that_is_none_is_told(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="RIKTMARKE_KOLADA_URL"):
        read_environment({"RIKTMARKE_KOLADA_URL": wrong}, project=tmp_path)


def test_a_mail_server_needs_an_address_to_send_from_and_its_password_is_never_shown(tmp_path: Path) -> None:
    url = "smtps://user:secret@post.example.org"
    with pytest.raises(WrongSetting, match="RIKTMARKE_MAIL_FROM") as refused:
        given(tmp_path, RIKTMARKE_SMTP_URL=url)
    assert "secret" not in str(refused.value)
    assert given(tmp_path, RIKTMARKE_SMTP_URL=url, RIKTMARKE_MAIL_FROM="a@example.org").smtp_url == url
    assert given(tmp_path).feedback_months == 24
