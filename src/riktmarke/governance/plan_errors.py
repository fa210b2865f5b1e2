"""What is wrong with a plan, all of it at once: where, what, what was expected and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from riktmarke.vocabulary.errors import RiktmarkeError

LONGEST = 200  # of a mistyped word, to find what is near it


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong. `place` is the key path, `indicators[3].definition`; the number counts from one.

    `code` says what kind of thing it is, for forms that have their own words for it, and `about` what those words need:
    each code's own, in an order of its own.
    """

    place: str
    what: str
    expected: str
    remedy: str
    code: str = ""
    about: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.place} {self.what}\n    Expected: {self.expected}\n    What to do: {self.remedy}"


class PlanError(RiktmarkeError):
    """A plan that cannot be taken in. Nothing of it has been."""

    def __init__(self, source: str, wrong: Sequence[Wrong]) -> None:
        found = "\n  ".join(str(one) for one in wrong)
        count = "one thing is wrong" if len(wrong) == 1 else f"{len(wrong)} things are wrong"
        super().__init__(
            f"{source}: {count}, and nothing of the plan was taken in. goals[2] is the second row of goals.\n  {found}",
            remedy="mend them and try again; plans/README.md explains each key.",
        )
        self.source = source
        self.wrong = tuple(wrong)

    @classmethod
    def of(cls, source: str, place: str, what: str, expected: str, remedy: str, *, code: str = "") -> "PlanError":
        """Return the error with one thing that is wrong."""
        return cls(source, [Wrong(place, what, expected, remedy, code)])


def nearest(given: str, known: Sequence[str]) -> str:
    """Return the known words that look most like the given one, for an error's advice."""
    close = get_close_matches(given[:LONGEST], known, n=3, cutoff=0.5) or sorted(known)[:3]
    return f"nearest: {', '.join(close)}" if close else "there are none yet"
