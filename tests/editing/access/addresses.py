"""Every address that the site has, from its own configuration, with values to try it with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from riktmarke.publishing.website.models import StartPage

PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
# Addresses that are written as regular expressions, each with what it is tried with.
EXPRESSIONS = {
    r"(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/": "{page}/revisions/compare/live...latest/",
    r"(\d+)/(.*)": "{document}/fil.txt",
    r"((?:[\w\-]+/)*)": "",
    ".*/": "finns-inte/",
}


@dataclass(frozen=True, slots=True)
class Address:
    """An address as the configuration writes it, and the view that answers."""

    route: str
    view: Any

    def tried(self, values: dict[str, str]) -> str:
        """Return the address with values in its places; `values` are by place, or by `place in route`."""
        return "/" + PLACE.sub(lambda found: self._value(found[1], values), self.route.format_map(_Kept(values)))

    def _value(self, place: str, values: dict[str, str]) -> str:
        for name, value in values.items():
            wanted, _, within = name.partition(" in ")
            if wanted == place and within in self.route:
                return value
        raise KeyError(f"say in the values what <{place}> of {self.route} is tried with")


class _Kept(dict[str, str]):
    """Values for {places}, those unknown kept as they are."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def every_address() -> list[Address]:
    """Return every address: those configured, then the pages below the start page."""
    return [*_walked(get_resolver(), ""), *_pages()]


def _walked(resolver: URLResolver, before: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        written = str(pattern.pattern).removeprefix("^").removesuffix("$")
        route = before + EXPRESSIONS.get(written, written)
        if isinstance(pattern, URLPattern):
            yield Address(route, pattern.callback)
        else:
            yield from _walked(pattern, route)


def _pages() -> Iterator[Address]:
    for pattern in StartPage.get_subpage_urls():
        yield Address(str(pattern.pattern), pattern.callback)
