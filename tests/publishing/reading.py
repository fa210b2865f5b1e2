"""Pages as tests read them: what is inside main, its plain text, its list of challenges, one of its sections."""

import re
from html import unescape

from django.test import Client


def main_of(client: Client, address: str, status: int = 200) -> str:
    """Return what is inside main, of an answer with this status."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def text_of(html: str) -> str:
    """Return the text of a piece of a page, with ordinary single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ").split())


def listed(html: str) -> list[str]:
    """Return the titles of the challenges in the list, in order."""
    found = re.search(r'<ol class="challenge-list[^>]*>(.*?)</ol>', html, re.DOTALL)
    return re.findall(r"<h3><a [^>]*>([^<]*)</a>", found[1]) if found else []


def section(html: str, heading: str) -> str:
    """Return the section whose heading has this id."""
    return html.partition(f'id="{heading}"')[2].partition("</section>")[0]
