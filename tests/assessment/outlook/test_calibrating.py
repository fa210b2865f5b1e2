"""How wide forecasts must be, from errors put together by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from riktmarke.assessment.outlook.calibrating import LEVELS, PastErrors
from riktmarke.assessment.outlook.kinds import OutlookKind
from riktmarke.methods.calibration import error_shares

RATE, SHARE = OutlookKind.RATE, OutlookKind.SHARE
NINETY = int(np.flatnonzero(np.isclose(LEVELS, 0.9))[0])


def errors(*rows: tuple[str, OutlookKind, int, Sequence[float | None]]) -> PastErrors:
    """Errors all of one size, by indicator, kind, year of origin and years ahead; None where nothing came."""
    shares = [[error_shares([np.nan if size is None else size]) for size in sizes] for _, _, _, sizes in rows]
    return PastErrors(
        indicator=np.array([row[0] for row in rows]),
        kind=np.array([row[1].value for row in rows]),
        year=np.array([row[2] for row in rows]),
        shares=np.array(shares, dtype=np.float32),
    )


def test_errors_of_one_size_make_it_the_width() -> None:
    """All missed by 2 spreads: every interval reaches about 2 spreads out (classes are 4 per cent apart)."""
    found = errors(("N1", RATE, 2010, [2.0])).multiples("N1", RATE, known=2011)

    assert found[0, NINETY] == pytest.approx(2, rel=0.05)
    np.testing.assert_allclose(found[0], -found[0, ::-1])


def test_nothing_is_known_before_the_outcome() -> None:
    given = errors(("N1", RATE, 2010, [2.0, 3.0]))

    assert np.isnan(given.multiples("N1", RATE, known=2010)).all()
    assert given.multiples("N1", RATE, known=2012)[1, NINETY] > given.multiples("N1", RATE, known=2011)[1, NINETY]


def test_a_year_ahead_without_outcomes_takes_those_before_it() -> None:
    found = errors(("N1", RATE, 2010, [2.0, None, None, None])).multiples("N1", RATE, known=2015)

    np.testing.assert_array_equal(found[2], found[1])
    np.testing.assert_array_equal(found[3], found[1])


def test_years_of_its_own_weigh_more_the_more_there_are() -> None:
    """Its own errors are small and others' large: with twenty years of its own it is mostly its own."""
    others = [("N2", SHARE, 2000 + year, [8.0]) for year in range(20)]
    few = errors(("N1", RATE, 2010, [0.5]), *others)
    many = errors(*(("N1", RATE, 2000 + year, [0.5]) for year in range(20)), *others)
    middle = np.flatnonzero(np.isclose(LEVELS, 0.75))[0]

    assert many.multiples("N1", RATE, known=2030)[0, middle] < 1
    assert few.multiples("N1", RATE, known=2030)[0, middle] > 6


def test_those_of_its_kind_weigh_beside_all() -> None:
    given = errors(("N2", RATE, 2010, [8.0]), ("N3", SHARE, 2010, [0.5]))
    of_rates, of_shares = (given.multiples("N1", kind, known=2011)[0] for kind in (RATE, SHARE))

    assert (np.abs(of_rates) >= np.abs(of_shares)).all()
    assert (np.abs(of_rates) > np.abs(of_shares)).any()


def test_what_is_kept_is_what_is_found() -> None:
    given = errors(("N1", RATE, 2010, [2.0]))

    np.testing.assert_array_equal(given.multiples("N1", RATE, known=2011), given.multiples("N1", RATE, known=2011))
