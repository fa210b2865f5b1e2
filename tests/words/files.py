"""The .po files of each part: read, filled up with texts that have no English yet, compiled."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from tests.words.found import WORDS, Text

PLACE_OF_WORDS = Path("en") / "LC_MESSAGES"
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # a file that says the same is the same


def parts() -> list[Path]:
    """Return the .po file of every part."""
    return sorted(WORDS.glob(f"*/{PLACE_OF_WORDS.as_posix()}/django.po"))


def read(file: Path) -> Catalog:
    """Return what a .po file holds."""
    return read_po(BytesIO(file.read_bytes()), locale="en")


def english() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the English of every text that has any, in all parts: (text, meaning) to one form or two."""
    return {
        (_said(message.id), message.context or ""): forms
        for file in parts()
        for message in read(file)
        if message.id and all(forms := _forms(message.string))
    }


def compiled(file: Path) -> bytes:
    """Return the .mo file of a .po file, byte for byte the same every time."""
    written, catalog = BytesIO(), read(file)
    catalog.creation_date = catalog.revision_date = NO_DATE
    write_mo(written, catalog)
    return written.getvalue()


def is_current(file: Path) -> bool:
    """Return whether the .mo file says what the .po file says, whichever version of Babel wrote it."""
    compiled_before = read_mo(BytesIO(file.with_suffix(".mo").read_bytes()))
    return _texts(compiled_before) == _texts(read(file))


def _texts(catalog: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    found = {(_said(m.id), m.context or ""): _forms(m.string) for m in catalog if m.id}
    return {key: forms for key, forms in found.items() if any(forms)}


def write(found: Iterable[Text]) -> list[str]:
    """Bring every part's files up to the sources, compile them, and return the texts that have no English.

    A text keeps the part that its English stands in. What nobody says any more is taken away.
    """
    by_key: dict[tuple[str, str], list[Text]] = {}
    for text in found:
        by_key.setdefault(text.key, []).append(text)
    held = {file.parents[2].name: read(file) for file in parts()}
    of_part = {name: {(_said(m.id), m.context or "") for m in catalog if m.id} for name, catalog in held.items()}
    for part in {text.part for texts in by_key.values() for text in texts} | set(held):
        keys = [key for key, texts in by_key.items() if _own_part(key, texts[0].part, of_part) == part]
        _write_part(part, held.get(part), {key: by_key[key] for key in keys})
    has = english()
    return [f"{texts[0].place}: {key[0]}" for key, texts in by_key.items() if key not in has]


def _own_part(key: tuple[str, str], first: str, of_part: dict[str, set[tuple[str, str]]]) -> str:
    if key in of_part.get(first, ()):
        return first
    return next((name for name in sorted(of_part) if key in of_part[name]), first)


def _write_part(part: str, held: Catalog | None, wanted: dict[tuple[str, str], list[Text]]) -> None:
    catalog = Catalog(locale="en", project="Riktmärke", fuzzy=False)
    for texts in wanted.values():
        text = texts[0]
        old = held.get(text.said, text.meaning or None) if held else None
        several = next((t.several for t in texts if t.several), "")
        forms = _forms(old.string) if old else ()
        string: str | tuple[str, ...] = (*forms, "", "")[:2] if several else (*forms, "")[0]
        places = [(t.place.split(":")[0], None) for t in texts]
        catalog.add(
            (text.said, several) if several else text.said,
            string,
            locations=sorted(set(places)),
            context=text.meaning or None,
        )
    file = WORDS / part / PLACE_OF_WORDS / "django.po"
    if not wanted:
        for name in (file, file.with_suffix(".mo")):
            name.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, catalog, width=120, omit_header=True, sort_by_file=False)
    header = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    file.write_bytes(header.encode() + written.getvalue())
    file.with_suffix(".mo").write_bytes(compiled(file))


def _said(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _forms(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)
