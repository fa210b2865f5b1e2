"""What would have been said of a target in earlier years: a row for each, and its place in a small picture."""

from dataclasses import dataclass

from riktmarke.assessment.outlook.likelihood import Earlier
from riktmarke.presentation.likelihood_words import TENTHS, Likelihood, likelihood
from riktmarke.presentation.outlook_sentences import history_sentence

FEWEST = 3  # years, for a picture to show how it has moved
WIDTH, HEIGHT, LEFT, ROOM = 320, 132, 78, 14


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """What would have been said with the figures up to a year; `x` and `y` are its place in the picture.

    Places are whole: a template would write others with a comma.
    """

    year: int
    said: Likelihood
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class EarlierSaid:
    """How the likelihood has moved. `path`: the line of the picture; empty where there are too few years for one.

    Where it has not moved the sentence says it all: there are no rows.
    """

    sentence: str
    rows: tuple[EarlierRow, ...]
    path: str


def earlier_said(history: tuple[Earlier, ...]) -> EarlierSaid | None:
    """Return what would have been said in earlier years; None of fewer than two."""
    if len(history) < 2:
        return None
    rows = tuple(_row(one, history) for one in history)
    if len({row.said.tenths for row in rows}) == 1:
        return EarlierSaid(history_sentence(history), (), "")
    path = " ".join(f"{'M' if at == 0 else 'L'}{row.x} {row.y}" for at, row in enumerate(rows))
    return EarlierSaid(history_sentence(history), rows, path if len(rows) >= FEWEST else "")


def _row(one: Earlier, history: tuple[Earlier, ...]) -> EarlierRow:
    first, last = history[0].year, history[-1].year
    said = likelihood(one.probability)
    x = LEFT + (WIDTH - LEFT - ROOM) * (one.year - first) / (last - first)
    # drawn as it is said, in tenths: the picture knows no more than the words
    y = ROOM + (HEIGHT - 2 * ROOM - 12) * (1 - said.tenths / TENTHS)
    return EarlierRow(one.year, said, round(x), round(y))
