"""What ends a command besides Ctrl+C lets it put away what it began, is heard once, and may be ignored."""

import signal
from collections.abc import Iterator

import pytest

from riktmarke.cli.signals import ENDINGS, ended_by_signal

pytestmark = pytest.mark.parametrize("sign", ENDINGS)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = {one: signal.getsignal(one) for one in ENDINGS}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


def ended(sign: signal.Signals, *, done: bool, put_away: list[str]) -> None:
    """Be told to end, and once more while what was begun is put away."""
    with ended_by_signal(done=done) as asked:
        try:
            signal.raise_signal(sign)
        finally:
            signal.raise_signal(signal.SIGTERM)
            put_away.append("all of it")
            assert asked.is_set()


@pytest.mark.parametrize("done", [True, False])
def test_it_ends_with_everything_put_away_though_it_is_asked_twice(sign: signal.Signals, done: bool) -> None:
    put_away: list[str] = []
    with pytest.raises(SystemExit) as end:
        ended(sign, done=done, put_away=put_away)
    assert end.value.code == (0 if done else 128 + sign)
    assert put_away == ["all of it"]


def test_what_the_process_ignores_it_goes_on_ignoring(sign: signal.Signals) -> None:
    signal.signal(sign, signal.SIG_IGN)
    with ended_by_signal() as asked:
        signal.raise_signal(sign)
        assert not asked.is_set()
    assert signal.getsignal(sign) is signal.SIG_IGN


def test_after_the_block_a_signal_means_what_it_did(sign: signal.Signals) -> None:
    with ended_by_signal():
        assert signal.getsignal(sign) is not signal.SIG_DFL
    assert signal.getsignal(sign) is signal.SIG_DFL
