"""An export that is ended leaves nothing beside the site: by itself, or once the next one begins."""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from riktmarke.cli.signals import ended_by_signal
from riktmarke.publishing.static_site.export import MARKER
from riktmarke.publishing.static_site.unfinished import set_aside, unfinished
from tests.sessions import Process, going, gone

# An export in processes, which stands still after its first pages.
PROGRAM = """
import sys, time
from pathlib import Path
import django
django.setup()
from riktmarke.cli.signals import ended_by_signal
from riktmarke.publishing.static_site.export import export_site
from tests.publishing.test_static_site import SCOPE, in_processes

def stand_still(*_):
    print("going", flush=True)
    time.sleep(600)

if __name__ == "__main__":
    with ended_by_signal():
        export_site(Path(sys.argv[1]), in_processes("two_pages", 1), scope=SCOPE, told={}, progress=stand_still)
"""
Begin = Callable[[], Process]


@pytest.fixture
def begin(tmp_path: Path, repository: Path) -> Iterator[Begin]:
    """What begins an export of tmp_path/site in a process of its own, and returns it once it has made pages."""
    told = {
        "DJANGO_SETTINGS_MODULE": "riktmarke.config.settings",
        "RIKTMARKE_DATABASE": str(tmp_path / "elsewhere" / "none.sqlite3"),
    }
    with ExitStack() as ended:
        yield lambda: ended.enter_context(going(PROGRAM, str(tmp_path / "out" / "site"), folder=repository, **told))


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_export_that_is_terminated_leaves_nothing_beside_the_site(begin: Begin, tmp_path: Path) -> None:
    one = begin()
    assert len(beside(tmp_path / "out")) == 2  # the folder and its lock

    one.terminate()

    assert one.wait(120) == 128 + signal.SIGTERM
    assert beside(tmp_path / "out") == []


def test_the_next_export_removes_what_a_killed_one_left_and_nothing_of_one_that_is_going(
    begin: Begin, tmp_path: Path
) -> None:
    killed = begin()
    left = beside(tmp_path / "out")
    other = begin()
    kept = [name for name in beside(tmp_path / "out") if name not in left]
    assert len(left) == len(kept) == 2
    killed.kill()
    assert gone(killed)
    mine = tmp_path / "out" / ".site-min-egen"
    mine.mkdir()

    with unfinished(tmp_path / "out" / "site") as making:
        assert beside(tmp_path / "out") == sorted([*kept, making.name, f"{making.name}.lock", mine.name])

    assert beside(tmp_path / "out") == sorted([*kept, mine.name])
    assert other.poll() is None


def test_an_export_killed_while_it_takes_its_place_gives_the_earlier_one_back(tmp_path: Path) -> None:
    folder, killed = tmp_path / "site", tmp_path / ".site-0123abcd"
    killed.mkdir()
    set_aside(killed).mkdir()
    (set_aside(killed) / MARKER).write_text("den förra")
    (tmp_path / ".site-0123abcd.lock").touch()

    with unfinished(folder):
        assert (folder / MARKER).read_text() == "den förra"

    assert beside(tmp_path) == ["site"]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP])
def test_an_export_ended_while_it_takes_its_place_gives_the_earlier_one_back(
    tmp_path: Path, sign: signal.Signals
) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / MARKER).write_text("den förra")

    def take_its_place() -> None:
        with ended_by_signal(), unfinished(folder) as making:
            folder.rename(set_aside(making))
            signal.raise_signal(sign)

    with pytest.raises(SystemExit):
        take_its_place()

    assert (folder / MARKER).read_text() == "den förra"
    assert beside(tmp_path) == ["site"]
