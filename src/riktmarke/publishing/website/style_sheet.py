"""All style sheets as one: a page asks once, gets it compressed, and keeps it for as long as it is the same."""

import gzip
import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

STATIC = Path(__file__).parent / "static" / "riktmarke"
# What others build on comes first; the rooms' own follow in the order of the alphabet.
FIRST = ("tokens", "site", "tables", "plan")
ON_PAPER = "print"
# Asked for by pages of invented figures alone.
APART = frozenset({"example-print"})
YEAR_S = 31_536_000
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
FONTS = re.compile(r"""url\(["']?(?=fonts/)""")


def names() -> list[str]:
    """Return the style sheets that make up the whole, in order, the one for paper last."""
    there = {file.stem for file in STATIC.glob("*.css")} - APART - {ON_PAPER}
    return [*FIRST, *sorted(there - set(FIRST)), ON_PAPER]


def _text() -> str:
    parts = []
    for name in names():
        css = COMMENT.sub("", (STATIC / f"{name}.css").read_text(encoding="utf-8")).strip()
        parts.append(f"@media print {{\n{css}\n}}" if name == ON_PAPER else css)
    return FONTS.sub(lambda found: f"{found[0]}riktmarke/", "\n".join(parts)) + "\n"


@lru_cache(maxsize=1)
def _made() -> tuple[bytes, bytes]:
    plain = _text().encode()
    return plain, gzip.compress(plain, 9, mtime=0)


# The style sheets' and scripts' content in their address: a browser never shows a page in an older dress.
DRESS = sorted([*STATIC.glob("*.css"), *STATIC.glob("*.js")])
STYLE_VERSION = sha256(b"".join(file.read_bytes() for file in DRESS)).hexdigest()[:10]


def style_sheet(request: HttpRequest) -> HttpResponse:
    """Answer with all styles of the public pages."""
    plain, zipped = _made()
    accepts = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(zipped if accepts else plain, content_type="text/css; charset=utf-8")
    if accepts:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ("Accept-Encoding",))
    response["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
    return response
