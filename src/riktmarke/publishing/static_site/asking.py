"""The site asked from within the process, as a server asks it: the same application, the same answers."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

Application = Callable[..., Iterable[bytes]]
# Tells templates that the page is to lie as a file: what needs the service is a link to it.
MARK = "RIKTMARKE_STATIC_EXPORT"


@dataclass(frozen=True, slots=True)
class Got:
    """What was answered."""

    status: int
    kind: str
    body: bytes


class Asker:
    """Asks an application for addresses, under the name and scheme of the public address `site`."""

    def __init__(self, application: Application, site: str) -> None:
        self._application = application
        self._site = urlsplit(site)

    def get(self, address: str) -> Got:
        """Return the answer to a GET of the address."""
        path, _, query = address.partition("?")
        port = self._site.port or (443 if self._site.scheme == "https" else 80)
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path).encode().decode("latin-1"),  # as the WSGI standard has it
            "QUERY_STRING": query,
            "SERVER_NAME": self._site.hostname,
            "SERVER_PORT": str(port),
            "HTTP_HOST": self._site.netloc,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self._site.scheme,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            MARK: True,
        }
        said: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], *_: object) -> None:
            said["status"], said["headers"] = int(status.split(" ", maxsplit=1)[0]), {k.lower(): v for k, v in headers}

        answer = self._application(environ, start)
        try:
            body = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()
        return Got(said["status"], said["headers"].get("content-type", ""), body)
