"""A Kolada that answers at once: invented figures for as many series as asked for, made as they are asked for.

    kolada_answers.py FILE SERIES      writes its address into FILE and answers until it is killed

312 areas, 25 years, the total and women and men: 23 400 values for each series.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice, product
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

YEARS = range(1998, 2023)
SEXES = "TKM"
REGIONS = ("0000", *(f"00{number:02}" for number in range(1, 22)))
AREAS = (*REGIONS, *(f"{1 + number // 14:02}{1 + number % 14:02}" for number in range(290)))
VALUES_PER_SERIES = len(AREAS) * len(YEARS) * len(SEXES)
ROW = '{{"kpi":"{}","municipality":"{}","period":{},"values":[{}]}}'
VALUE = '{{"gender":"{}","count":1,"status":"","value":{},"isdeleted":false}}'


def series(number: int) -> list[str]:
    """Return the ids of the series, the population first."""
    return ["N01951", *(f"N{90_000 + extra}" for extra in range(number - 1))]


class Handler(BaseHTTPRequestHandler):
    """Answers the four lists, and values."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    ids: tuple[str, ...] = ()

    def do_GET(self) -> None:
        """Answer one request."""
        address = urlsplit(self.path)
        parts = address.path.removeprefix("/v3/").split("/")
        asked = parse_qs(address.query)
        page, per_page = int(asked.get("page", ["1"])[0]), int(asked.get("per_page", ["5000"])[0])
        rows, last = self._values(parts, page, per_page) if parts[0] == "data" else (self._list(parts[0]), True)
        following = "null" if last else json.dumps(f"http://{self.headers['Host']}{address.path}?page={page + 1}")
        self._send(f'{{"values":[{",".join(rows)}],"count":{len(rows)},"next_url":{following},"previous_url":null}}')

    def _list(self, name: str) -> list[str]:
        if name == "kpi":
            found: list[dict[str, object]] = [
                {"id": one, "title": one, "description": "", "is_divided_by_gender": True, "publication_date": None}
                for one in self.ids
            ]
        elif name == "municipality":
            found = [{"id": code, "title": code, "type": "L" if code in REGIONS else "K"} for code in AREAS]
        else:
            found = []
        return [json.dumps(row) for row in found]

    def _values(self, parts: list[str], page: int, per_page: int) -> tuple[list[str], bool]:
        ids, areas = parts[2].split(","), parts[4].split(",")
        every = product(ids, areas, YEARS)
        start, end = (page - 1) * per_page, page * per_page
        rows = []
        for number, (one, area, year) in enumerate(islice(every, start, end), start=start):
            level = 1000 + (number * 37) % 977
            values = ",".join(VALUE.format(sex, (level + 7 * at) / 16) for at, sex in enumerate(SEXES))
            rows.append(ROW.format(one, area, year, values))
        return rows, end >= len(ids) * len(areas) * len(YEARS)

    def _send(self, text: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    Handler.ids = tuple(series(int(sys.argv[2])))
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        written = Path(sys.argv[1]).with_suffix(".new")
        written.write_text(f"http://127.0.0.1:{server.server_port}/v3/", encoding="utf-8")
        written.rename(sys.argv[1])
        server.serve_forever()
