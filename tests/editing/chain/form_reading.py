"""A page's form as a browser would send it."""

from html.parser import HTMLParser

Sent = dict[str, list[str]]


class _Forms(HTMLParser):
    """Collects what each form on a page would send with its first button."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[dict[str, str], Sent]] = []
        self._text: list[str] | None = None
        self._name = ""
        self._options: list[tuple[str, bool]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((said, {}))
            self._open = True
        if not self._open or "disabled" in said:
            return
        if tag == "input" and said.get("type", "text") in {"checkbox", "radio"}:
            if "checked" in said:
                self._add(said["name"], said.get("value", "on"))
        elif tag == "input" and said.get("name"):
            self._add(said["name"], said.get("value", ""))
        elif tag == "textarea":
            self._name, self._text = said["name"], []
        elif tag == "select":
            self._name, self._options = said["name"], []
        elif tag == "option":
            self._options.append((said.get("value", ""), "selected" in said))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            self._add(self._name, "".join(self._text).removeprefix("\n").replace("\n", "\r\n"))
            self._text = None
        if tag == "select" and self._options:
            chosen = [value for value, selected in self._options if selected] or [self._options[0][0]]
            self._add(self._name, chosen[0])
            self._options = []
        if tag == "form":
            self._open = False

    def _add(self, name: str, value: str) -> None:
        self.forms[-1][1].setdefault(name, []).append(value)


def sent(page: str, *, among: str = "chain-form", **changed: object) -> Sent:
    """Return what the first form of the class would send, with these values changed; None takes a field away."""
    reader = _Forms()
    reader.feed(page)
    data = next(data for said, data in reader.forms if among in said.get("class", ""))
    for name, value in changed.items():
        data.pop(name, None)
        if value is not None:
            data[name] = [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
    return data
