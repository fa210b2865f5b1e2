"""Classes of a map: up to five, cut so that about as many of the country's municipalities lie in each.

The same limits hold in the map of a county and in that of the country, so that a county whose municipalities are alike
looks alike. Limits are values as they are shown: two municipalities with the same figure never get two colours.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from riktmarke.presentation.numbers import rounded

MOST_CLASSES = 5
FEWEST_AREAS_IN_A_CLASS = 3


@dataclass(frozen=True, slots=True)
class Classes:
    """Where one class ends and the next begins: `begins` holds the first value of each class but the lowest.

    `lowest` and `highest` are the outermost values there are; `decimals` those that are shown.
    """

    begins: tuple[float, ...]
    lowest: float
    highest: float
    decimals: int

    def __len__(self) -> int:
        return len(self.begins) + 1

    def of(self, value: float) -> int:
        """Return the class of a value, 0 for the lowest."""
        return bisect_right(self.begins, float(rounded(value, decimals=self.decimals)))

    def limits(self, number: int) -> tuple[float, float]:
        """Return the least and the greatest value, as shown, that a class has room for."""
        step = 10.0**-self.decimals
        low = self.begins[number - 1] if number else self.lowest
        high = self.begins[number] - step if number < len(self.begins) else self.highest
        return low, max(low, round(high, self.decimals))

    def reached(self, low: float, high: float) -> int:
        """Return how many classes an interval reaches into."""
        return self.of(high) - self.of(low) + 1


def classes_of(values: Iterable[float], *, decimals: int) -> Classes | None:
    """Return the classes of the values of all municipalities; fewer where they are few or alike, None without any."""
    shown = sorted(float(rounded(value, decimals=decimals)) for value in values)
    if not shown:
        return None
    most = max(1, min(MOST_CLASSES, len(shown) // FEWEST_AREAS_IN_A_CLASS))
    cuts = {shown[len(shown) * part // most] for part in range(1, most)}
    return Classes(tuple(sorted(cuts - {shown[0]})), shown[0], shown[-1], decimals)
