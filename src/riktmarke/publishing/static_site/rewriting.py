"""A page as it stands in the export: links to files lead to files, all others to the live service."""

import re
from collections.abc import Callable
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urlsplit

from riktmarke.publishing.static_site.places import Scope, file_of, link

ATTRIBUTE = re.compile(r'(?<=\s)(href|src|srcset|action|poster)="([^"]*)"')
FORM_TO_ITS_OWN_PAGE = re.compile(r"<form(?![^>]*\saction=)")
IN_A_STYLE_SHEET = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
# Servers of files show it for any address, so that links in it cannot be relative.
SHOWN_ANYWHERE = "404.html"
CHARSET = '<meta charset="utf-8">'


class Rewriter:
    """Rewrites the pages of one export, and gathers the addresses that they need.

    `live`: the address of the live service, without a slash at the end.
    """

    def __init__(self, scope: Scope, live: str) -> None:
        self.scope = scope
        self.live = live

    def page(self, html: str, address: str, needs: Callable[[str], None]) -> str:
        """Return the page of an address for the export; `needs` is told every address that must become a file."""
        file = file_of(address)

        def one(found: re.Match[str]) -> str:
            name, value = found[1], unescape(found[2])
            if name == "srcset":
                parts = (part.strip().split(" ", 1) for part in value.split(","))
                said = ", ".join(" ".join([self._to(part[0], file, needs), *part[1:]]) for part in parts)
            elif name == "action":
                said = self._live(value)
            else:
                said = self._to(value, file, needs)
            return f'{name}="{escape(said)}"'

        html = FORM_TO_ITS_OWN_PAGE.sub(f'<form action="{escape(address)}"', html)
        return ATTRIBUTE.sub(one, html).replace(CHARSET, CHARSET + "\n" + self._policy(), 1)

    def style_sheet(self, css: str, address: str, needs: Callable[[str], None]) -> str:
        """Return the style sheet as it is; `needs` is told what it loads."""
        folder = address.split("?", maxsplit=1)[0].rsplit("/", 1)[0]
        for target in IN_A_STYLE_SHEET.findall(css):
            if not target.startswith(("data:", "#", "http:", "https:")):
                needs(target if target.startswith("/") else f"{folder}/{target}")
        return css

    def _to(self, address: str, file: PurePosixPath, needs: Callable[[str], None]) -> str:
        if not address.startswith("/") or address.startswith("//"):
            return address  # a place on the page, an e-mail address, another site
        if not self.scope.holds(address):
            return self._live(address)
        split = urlsplit(address)
        needs(urldefrag(address).url)
        if file.name == SHOWN_ANYWHERE:
            return address
        return link(split.path + (f"?{split.query}" if split.query else "") + _fragment(split.fragment), seen_from=file)

    def _live(self, address: str) -> str:
        return f"{self.live}{address}" if address.startswith("/") and not address.startswith("//") else address

    def _policy(self) -> str:
        """What the service says in a header, for servers of files that set none."""
        return (
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src "
            "'self' data:; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; "
            f"form-action 'self' {escape(self.live)}\">"
        )


def _fragment(text: str) -> str:
    return f"#{text}" if text else ""
