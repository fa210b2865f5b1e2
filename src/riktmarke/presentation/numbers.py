"""Number formats of the language that is spoken: in Swedish a decimal comma and no-break spaces; a real minus sign."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite, log10

from riktmarke.presentation.language import speaks_english

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
WITHIN_A_NUMBER = re.compile(r"(?<=\d) (?=\d)")
EN_DASH = "\u2013"
MOST_DECIMALS = 3


def rounded(value: float, *, decimals: int) -> Decimal:
    """Return the value as it is shown: rounded half up from its shortest decimal form, never minus zero.

    Official statistics round half up; Python's own formatting rounds the binary value (0,15 becomes 0,1).

    Raises:
        ValueError: if the value is not finite. What cannot be said has a reason, not a number.
    """
    if not isfinite(value):
        raise ValueError(f"expected a finite value to show, got {value!r}")
    shown = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(shown) if shown == 0 else shown


def number(value: float, *, decimals: int) -> str:
    """Return the value in Swedish: 1 234,5 with a no-break space between thousands and a decimal comma.

    Where English is spoken: 1,234.5.
    """
    shown = rounded(value, decimals=decimals)
    return (MINUS if shown < 0 else "") + _digits(abs(shown))


def decimals_to_see(value: float, *, decimals: int) -> int:
    """Return how many decimals show that a value is not nothing: `decimals`, or up to two more."""
    more = range(decimals, decimals + 3)
    return next((count for count in more if rounded(value, decimals=count) != 0), decimals)


def decimals_apart(one: float, other: float, *, decimals: int) -> int:
    """Return how many decimals show that two values are not the same: `decimals`, or up to two more."""
    more = range(decimals, decimals + 3)
    apart = (count for count in more if rounded(one, decimals=count) != rounded(other, decimals=count))
    return next(apart, decimals)


def two_figures(value: float) -> int:
    """Return a count to two significant figures: 183 as 180, 7.4 as 7.

    Raises:
        ValueError: if the value is not finite.
    """
    whole = rounded(value, decimals=0)
    places = max(0, len(str(abs(whole))) - 2)
    return int(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(places), rounding=ROUND_HALF_UP))


def with_unit(figure: str, unit: str) -> str:
    """Return the figure held to its unit's first word; a long unit may part. Only the figure when there is no unit."""
    return f"{figure}{NO_BREAK_SPACE}{WITHIN_A_NUMBER.sub(NO_BREAK_SPACE, unit)}" if unit else figure


def years(first: int, last: int) -> str:
    """Return a span of years, 2018–2022, or the year itself."""
    return str(last) if first == last else f"{first}{EN_DASH}{last}"


def decimals_for(values: Iterable[float]) -> int:
    """Return how many decimals to show for a series whose definition does not say.

    Never more than the values have, none when every value is whole; otherwise as many as give the typical value
    three digits, one for values from 10 (28,3) and at most three. Give it published values: a mean that we work out
    ourselves has any number of decimals.
    """
    finite = [abs(value) for value in values if isfinite(value)]
    held = max((_decimals(value) for value in finite), default=0)
    return min(held, _for_magnitude(sorted(finite)[len(finite) // 2])) if held else 0


def _decimals(value: float) -> int:
    """How many decimals a value has in its shortest form."""
    if value == int(value):
        return 0
    return max(0, -int(Decimal(repr(value)).as_tuple().exponent))


def _for_magnitude(middle: float) -> int:
    if middle >= 1000:
        return 0
    if middle >= 10:
        return 1
    if middle <= 0:
        return 1
    return min(MOST_DECIMALS, 2 - int(log10(middle)) if middle < 1 else 1 if middle >= 3 else 2)


def _digits(shown: Decimal) -> str:
    if speaks_english():
        return f"{shown:,f}"
    whole, _, fraction = f"{shown:,f}".partition(".")
    text = whole.replace(",", NO_BREAK_SPACE)
    return f"{text},{fraction}" if fraction else text
