"""One style sheet of all: whole, compressed, kept for ever under an address that changes with it."""

import gzip
import re

from django.test import Client

from riktmarke.publishing.website.style_sheet import APART, STATIC, names


def test_every_style_sheet_is_in_the_one_that_pages_ask_for(visitor: Client) -> None:
    page = visitor.get("/").content.decode()
    addresses = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert len(addresses) == 1

    answer = visitor.get(addresses[0])
    css = answer.content.decode()
    assert {file.stem for file in STATIC.glob("*.css")} == {*names(), *APART}
    for name in names():
        first = re.sub(r"/\*.*?\*/\s*", "", (STATIC / f"{name}.css").read_text(encoding="utf-8"), flags=re.DOTALL)
        assert first.strip().splitlines()[-1] in css
    assert css.count("{") == css.count("}")
    assert answer["Content-Type"].startswith("text/css")


def test_it_is_compressed_and_kept(visitor: Client) -> None:
    plain = visitor.get("/static/riktmarke.css")
    zipped = visitor.get("/static/riktmarke.css", headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(zipped.content) == plain.content
    assert len(zipped.content) < len(plain.content) / 3
    assert "immutable" in zipped["Cache-Control"]


def test_what_it_loads_is_there(visitor: Client) -> None:
    css = visitor.get("/static/riktmarke.css").content.decode()
    loaded = re.findall(r"url\(\"?([^\")]+)", css)

    assert loaded
    for address in loaded:
        assert (STATIC.parent / address).is_file(), address


def test_what_is_for_paper_stays_on_paper(visitor: Client) -> None:
    css = visitor.get("/static/riktmarke.css").content.decode()
    paper = (STATIC / "print.css").read_text(encoding="utf-8").strip().splitlines()[-1]

    assert css.index("@media print") < css.index(paper)
