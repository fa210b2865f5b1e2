"""A walk through the site: from some addresses along every link that stays within it, each address made once."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from zlib import crc32

from riktmarke.publishing.static_site.making import ERROR_PAGE, Made
from riktmarke.publishing.static_site.places import Scope, about
from riktmarke.publishing.static_site.processes import Submit

AT_ONCE = 2  # addresses that a maker has: the one it works on and the next
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Walked:
    """What was made: how many pages and other files, their bytes, and the links that led nowhere."""

    pages: int = 0
    files: int = 0
    bytes: int = 0
    broken: dict[str, int] = field(default_factory=dict)


def starts(scope: Scope) -> list[str]:
    """Return the addresses from which everything else is found: the start page and the municipality's own."""
    own = f"/kommun/{scope.area}/"
    return ["/", own, *(["/en/", f"/en{own}"] if "en" in scope.languages else [])]


class Walk:
    """The addresses that are known, waiting and being made."""

    def __init__(self, makers: Sequence[Submit], progress: Progress) -> None:
        self._makers = makers
        self._progress = progress
        self._walked = Walked()
        self._known: set[str] = set()
        self._waiting: list[list[str]] = [[] for _ in makers]
        self._going: dict[Future[Made], int] = {}

    def run(self, starts: Iterable[str]) -> Walked:
        """Make the starts and everything that they need."""
        self._add(starts)
        while True:
            self._give()
            if not self._going:
                return self._walked
            ended, _ = wait(self._going, return_when=FIRST_COMPLETED)
            for future in ended:
                del self._going[future]
                self._take(future.result())
            self._progress(len(self._known) - len(self._going) - sum(map(len, self._waiting)), len(self._known))

    def _add(self, addresses: Iterable[str]) -> None:
        """Let what is about the same wait for the same maker: it has just worked with those figures."""
        for address in addresses:
            if address not in self._known:
                self._known.add(address)
                self._waiting[crc32(about(address).encode()) % len(self._makers)].append(address)

    def _give(self) -> None:
        """Keep every maker busy, with what the others have most of where it has nothing left itself."""
        for number, submit in enumerate(self._makers):
            while sum(of == number for of in self._going.values()) < AT_ONCE:
                waiting = self._waiting[number] or max(self._waiting, key=len)
                if not waiting:
                    break
                self._going[submit(waiting.pop())] = number

    def _take(self, made: Made) -> None:
        self._add(made.needs)
        if made.address == ERROR_PAGE:
            return
        if made.status != 200:
            self._walked.broken[made.address] = made.status
        elif made.is_page:
            self._walked.pages += 1
        else:
            self._walked.files += 1
        self._walked.bytes += made.bytes
