"""Those who write meet Swedish: what Wagtail's own lacks stands in editing/locale, compiled."""

import json
import re
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse
from django.utils.translation.trans_real import DjangoTranslation

from riktmarke import editing

OURS = Path(editing.__file__).parent / "locale"
WAGTAIL = Path(str(find_spec("wagtail").origin)).parent  # type: ignore[union-attr]
# The parts of Wagtail that this site has.
PARTS = ("", "admin", "documents", "images", "search", "users", "contrib/routable_page")
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def of_wagtail(domain: str) -> list[Message]:
    """Return every text that the parts of Wagtail have, as Wagtail lists them."""
    files = [WAGTAIL / part / "locale/en/LC_MESSAGES" / f"{domain}.po" for part in PARTS]
    return [m for file in files if file.exists() for m in read_po(BytesIO(file.read_bytes())) if m.id]


def ours(domain: str) -> Catalog:
    return read_po(BytesIO((OURS / f"sv/LC_MESSAGES/{domain}.po").read_bytes()), locale="sv")


def said(catalog: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(forms(m.id)[0], m.context or ""): forms(m.string) for m in catalog if m.id}


@pytest.mark.parametrize(("domain", "at_least"), [("django", 1_500), ("djangojs", 80)])
def test_every_text_of_the_editor_has_swedish(domain: str, at_least: int) -> None:
    places = None if domain == "django" else [str(WAGTAIL / "admin/locale")]  # as the admin's script catalogue is made
    swedish = DjangoTranslation("sv", domain=domain, localedirs=places)._catalog
    texts = of_wagtail(domain)
    without = []
    for message in texts:
        text = forms(message.id)[0]
        key = f"{message.context}\x04{text}" if message.context else text
        found = swedish.get((key, 0)) if message.pluralizable else swedish.get(key)
        if not found:
            without.append(text)
    assert len(texts) >= at_least
    assert without == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_our_swedish_has_the_places_of_the_original_and_is_compiled(domain: str) -> None:
    wrong = [
        message.id
        for message in ours(domain)
        if message.id
        and set(PLACES.findall(" ".join(forms(message.id)))) != set(PLACES.findall(" ".join(forms(message.string))))
    ]
    assert wrong == []
    compiled = read_mo(BytesIO((OURS / f"sv/LC_MESSAGES/{domain}.mo").read_bytes()))
    assert said(compiled) == said(ours(domain)), (
        "compile it: python -m babel.messages.frontend compile -d src/riktmarke/editing/locale -l sv -D " + domain
    )


def test_one_word_for_one_thing() -> None:
    words = " ".join(" ".join(forms(m.string)) for domain in ("django", "djangojs") for m in ours(domain) if m.id)
    assert not re.findall(r"(?i)moderer\w*|snutt\w*", words)


def test_the_scripts_of_the_editor_get_them_too(admin_client: Client) -> None:
    catalogue = admin_client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    assert json.dumps("Ändringarna är sparade automatiskt.") in catalogue
