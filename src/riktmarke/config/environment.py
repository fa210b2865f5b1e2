"""The only reader of the environment: every setting that an installation may give, typed, with its default."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import ParseResult, unquote, urlparse

from riktmarke.vocabulary.errors import RiktmarkeError

KOLADA_URL = "https://api.kolada.se/v3/"
SMTP_SCHEMES = {"smtp", "smtps", "smtp+starttls"}
TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


class WrongSetting(RiktmarkeError):
    """A setting in the environment that cannot be what it says."""


def project_folder() -> Path:
    """Return the folder that var/, catalogue/ and plans/ lie in: the checkout, or where the command was started."""
    checkout = Path(__file__).resolve().parents[3]
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says, with defaults filled in. docs/settings.md lists every setting."""

    project: Path
    data: Path | None
    store: Path
    catalogue: Path
    plans: Path
    area: str
    kolada_url: str
    database: dict[str, Any]
    secret_key: str
    allowed_hosts: tuple[str, ...]
    base_url: str
    smtp_url: str
    mail_from: str
    feedback_email: str
    feedback_months: int
    contact_url: str
    contact_email: str
    privacy_url: str
    proxies: int
    held_pages_mb: int
    draw_ahead: bool
    https: bool
    session_hours: int
    debug: bool


# Every setting that is read, in the order of docs/settings.md, which a test holds against this.
SETTINGS = (
    "RIKTMARKE_DATA",
    "RIKTMARKE_STORE",
    "RIKTMARKE_CATALOGUE",
    "RIKTMARKE_PLANS",
    "RIKTMARKE_AREA",
    "RIKTMARKE_KOLADA_URL",
    "RIKTMARKE_DATABASE",
    "DATABASE_URL",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "RIKTMARKE_BASE_URL",
    "RIKTMARKE_SMTP_URL",
    "RIKTMARKE_MAIL_FROM",
    "RIKTMARKE_FEEDBACK_EMAIL",
    "RIKTMARKE_FEEDBACK_MONTHS",
    "RIKTMARKE_CONTACT_URL",
    "RIKTMARKE_CONTACT_EMAIL",
    "RIKTMARKE_PRIVACY_URL",
    "RIKTMARKE_PROXIES",
    "RIKTMARKE_HELD_PAGES_MB",
    "RIKTMARKE_DRAW_AHEAD",
    "RIKTMARKE_HTTPS",
    "RIKTMARKE_SESSION_HOURS",
    "DEBUG",
)


def read_environment(given: Mapping[str, str] | None = None, *, project: Path | None = None) -> Environment:
    """Return the environment, from the process or from `given` in tests.

    Raises:
        WrongSetting: naming the setting, what it holds and what was expected.
    """
    values = os.environ if given is None else given
    root = project_folder() if project is None else project
    var = root / "var"
    area = values.get("RIKTMARKE_AREA", "2083")
    if not (len(area) == 4 and area.isdigit()):
        raise WrongSetting(
            f"RIKTMARKE_AREA = {area!r}.",
            expected="a municipality's four digits, such as 2083",
            remedy="look the code up with `riktmarke areas` and set it again, or leave it out.",
        )
    return Environment(
        project=root,
        data=_path(values, "RIKTMARKE_DATA"),
        store=_path(values, "RIKTMARKE_STORE") or var / "store",
        catalogue=_path(values, "RIKTMARKE_CATALOGUE") or root / "catalogue",
        plans=_path(values, "RIKTMARKE_PLANS") or root / "plans",
        area=area,
        kolada_url=_address(values, "RIKTMARKE_KOLADA_URL", KOLADA_URL),
        database=_database(values, var),
        secret_key=values.get("SECRET_KEY") or _kept_secret(var / "secret_key"),
        allowed_hosts=tuple(values.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").replace(" ", "").split(",")),
        base_url=values.get("RIKTMARKE_BASE_URL", "http://localhost:8000").rstrip("/"),
        smtp_url=_smtp(values),
        mail_from=_mail_address(values, "RIKTMARKE_MAIL_FROM"),
        feedback_email=_mail_address(values, "RIKTMARKE_FEEDBACK_EMAIL"),
        feedback_months=_months(values, "RIKTMARKE_FEEDBACK_MONTHS", 24),
        contact_url=_link(values, "RIKTMARKE_CONTACT_URL"),
        contact_email=_mail_address(values, "RIKTMARKE_CONTACT_EMAIL"),
        privacy_url=_link(values, "RIKTMARKE_PRIVACY_URL"),
        proxies=_count(values, "RIKTMARKE_PROXIES", 0),
        held_pages_mb=_count(values, "RIKTMARKE_HELD_PAGES_MB", 64),
        draw_ahead=_switch(values, "RIKTMARKE_DRAW_AHEAD", default=True),
        https=_switch(values, "RIKTMARKE_HTTPS"),
        session_hours=max(1, _count(values, "RIKTMARKE_SESSION_HOURS", 12)),
        debug=_switch(values, "DEBUG"),
    )


def _path(values: Mapping[str, str], name: str) -> Path | None:
    return Path(values[name]).expanduser().resolve() if values.get(name) else None


def _address(values: Mapping[str, str], name: str, default: str) -> str:
    """Return an address that ends with a slash; empty when it was set to nothing."""
    text = values.get(name, default).strip()
    parts = urlparse(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise WrongSetting(
            f"{name} does not hold an address.",
            expected=f"an address such as {default}, or nothing at all",
            remedy="mend it, or leave it out.",
        )
    return text if not text or text.endswith("/") else f"{text}/"


def _link(values: Mapping[str, str], name: str) -> str:
    """Return the address of a page that is linked to, as it was given."""
    text = values.get(name, "").strip()
    parts = urlparse(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise WrongSetting(
            f"{name} does not hold an address.",
            expected="the address of a page, such as https://www.example.org/kontakt",
            remedy="mend it, or leave it out.",
        )
    return text


def _smtp(values: Mapping[str, str]) -> str:
    """Return the address of the mail server; it needs an address to send from. What it holds is never shown."""
    url = values.get("RIKTMARKE_SMTP_URL", "").strip()
    parts = urlparse(url)
    if url and (parts.scheme not in SMTP_SCHEMES or not parts.hostname or not _is_port(parts)):
        raise WrongSetting(
            "RIKTMARKE_SMTP_URL does not hold the address of a mail server.",
            expected="smtp+starttls://user:password@host:587, smtps://user:password@host:465 or smtp://host:25",
            remedy="mend it, or leave it out: mail then waits in the queue.",
        )
    if url and not values.get("RIKTMARKE_MAIL_FROM", "").strip():
        raise WrongSetting(
            "RIKTMARKE_SMTP_URL is set, but not RIKTMARKE_MAIL_FROM.",
            expected="the address that the municipality's mail is sent from, such as noreply@example.org",
            remedy="set it too.",
        )
    return url


def _is_port(parts: ParseResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False


def _mail_address(values: Mapping[str, str], name: str) -> str:
    text = values.get(name, "").strip()
    local, at, domain = text.partition("@")
    if text and not (local and at and "." in domain and "@" not in domain and text.isprintable() and " " not in text):
        raise WrongSetting(
            f"{name} does not hold an e-mail address.",
            expected="an address alone, such as noreply@example.org",
            remedy="mend it, or leave it out.",
        )
    return text


def _months(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name, "").strip() or str(default)
    if text.isdecimal() and 1 <= int(text) <= 240:
        return int(text)
    raise WrongSetting(
        f"{name} = {text!r}.", expected="months, from 1 to 240", remedy=f"set it, or leave it out for {default}."
    )


def _switch(values: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    usual = str(int(default))
    text = values.get(name, "").strip().lower() or usual
    if text in TRUE | FALSE:
        return text in TRUE
    raise WrongSetting(
        f"{name} = {text!r}.", expected="1 or 0", remedy=f"set one of them, or leave it out for {usual}."
    )


def _count(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name, "").strip() or str(default)
    if text.isascii() and text.isdigit():
        return int(text)
    raise WrongSetting(
        f"{name} = {text!r}.", expected="a whole number, 0 or more", remedy=f"mend it, or leave it out for {default}."
    )


def _database(values: Mapping[str, str], var: Path) -> dict[str, Any]:
    url = values.get("DATABASE_URL", "")
    if url:
        return _postgresql(url)
    file = _path(values, "RIKTMARKE_DATABASE") or var / "riktmarke.sqlite3"
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        # opening it costs more than a page from memory; a file put back from a backup is seen within seconds
        "CONN_MAX_AGE": 5,
        "OPTIONS": {
            "timeout": 20,
            # a write that begins as a read can lose its place to another writer; beginning as a write waits instead
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise WrongSetting(
            "DATABASE_URL does not name a PostgreSQL database.",
            expected="postgresql://user:password@host:5432/name",
            remedy="mend it, or leave it out to use SQLite (RIKTMARKE_DATABASE).",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def _kept_secret(file: Path) -> str:
    """The key made at the first start and kept for those that follow, readable by its owner only."""
    try:
        return file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return file.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as writing:
        writing.write(key)
    return key
