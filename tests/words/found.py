"""The Swedish texts that the public pages say, found where they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_python
from django.template import Engine
from django.template.base import Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

SOURCE = Path(__file__).parents[2] / "src" / "riktmarke"
WEBSITE = SOURCE / "publishing" / "website"
TEMPLATES = WEBSITE / "templates" / "website"
WORDS = WEBSITE / "words"
GIVEN_ON = re.compile(r'[=|:]_\("([^"]+)"\)')  # a text that one template gives another
EDITORS = ("wagtail.admin.panels", "wagtail.blocks", "wagtail import blocks")
SAYING = {
    "say": None,
    "say_counted": (1, 2),
    "say_as": ((1, "c"), 2),
    "marked": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "_": None,
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the sources have it: for one, for several where it counts, in which meaning; where, and whose part."""

    said: str
    several: str
    meaning: str
    place: str
    part: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells a text from another: what it says, and in which meaning."""
        return self.said, self.meaning


def texts() -> list[Text]:
    """Return every text of the public pages, in the order of the files; the same text once for each place."""
    return [*_of_templates(), *_of_modules()]


def _of_templates() -> Iterator[Text]:
    engine = Engine.get_default()
    for file in sorted(TEMPLATES.rglob("*.html")):
        template = engine.get_template(f"website/{file.relative_to(TEMPLATES).as_posix()}")
        for one, several, meaning in _of_template(template):
            yield Text(one, several, meaning, _place(file), _part(file, TEMPLATES))
        for literal in GIVEN_ON.findall(file.read_text(encoding="utf-8")):
            yield Text(literal, "", "", _place(file), _part(file, TEMPLATES))


def _of_template(template: Template) -> Iterator[tuple[str, str, str]]:
    # Just what is looked up when the page is shown, trimmed as it is then.
    for node in template.nodelist.get_nodes_by_type(BlockTranslateNode):
        one, _ = node.render_token_list(node.singular)
        several = node.render_token_list(node.plural)[0] if node.plural else ""
        yield one, several, node.message_context.resolve({}) if node.message_context else ""
    for node in template.nodelist.get_nodes_by_type(TranslateNode):
        text = node.filter_expression.var
        literal = str(text.literal if hasattr(text, "literal") and text.literal is not None else text)
        quoted = literal[1:-1] if literal[:1] in {'"', "'"} else literal
        yield quoted.replace("%", "%%"), "", node.message_context.resolve({}) if node.message_context else ""


def _of_modules() -> Iterator[Text]:
    for root in (SOURCE / "presentation", WEBSITE):
        for file in sorted(root.rglob("*.py")):
            part = _part(file, WEBSITE) if root is WEBSITE else "presentation"
            if any(word in file.read_text(encoding="utf-8") for word in EDITORS):
                continue  # the words of forms that staff write in, which are in Swedish only
            for line, name, said, _ in extract_python(BytesIO(file.read_bytes()), SAYING, [], {"encoding": "utf-8"}):
                if said and (isinstance(said, str) or said[0]):
                    yield _of_call(name, said, f"{_place(file)}:{line}", part)


def _of_call(name: str, said: str | tuple[str, ...], place: str, part: str) -> Text:
    given = [said] if isinstance(said, str) else list(said)
    if name in {"say_as", "pgettext"}:
        return Text(given[1], "", given[0], place, part)
    several = given[1] if name in {"say_counted", "ngettext"} and len(given) > 1 else ""
    return Text(given[0] or "", several, "", place, part)


def _place(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def _part(file: Path, root: Path) -> str:
    """The room of the website that a file stands in; what stands in none belongs to the frame of the site."""
    folders = file.relative_to(root).parts[:-1]
    return folders[0] if folders and folders[0] not in {"templatetags", "languages"} else "site"
