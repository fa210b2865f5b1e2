"""A stamp adds its three keys and leaves every other sign in the file as it was."""

import tomllib
from datetime import date

from riktmarke.governance.read_stamps import stamped

TEXT = """# Varför detta mått.
title   = "Ohälsotal"   # som folk säger
schedule = {first = 1994, every_years = 4}

links = [
  "agenda-2030/3.4",
]

[[breaks]]
first_year = 2012  # enligt beskrivningen

[cuts.sex]
F = "N1"  # kvinnor
M = "N2"
"""


def test_the_stamp_stands_before_the_tables_and_nothing_else_has_moved() -> None:
    read = stamped(TEXT, description_read="0123456789ab", by="Andra läsaren", on=date(2026, 11, 23))
    added = 'checked_by = "Andra läsaren"\nchecked_on = 2026-11-23\ndescription_read = "0123456789ab"\n'
    assert added in read
    assert read.replace(added, "").split() == TEXT.split()
    assert tomllib.loads(read)["cuts"] == {"sex": {"F": "N1", "M": "N2"}}
    assert tomllib.loads(read)["breaks"] == [{"first_year": 2012}]
    assert tomllib.loads(read)["checked_on"] == date(2026, 11, 23)


def test_a_new_stamp_takes_the_place_of_the_old() -> None:
    once = stamped(TEXT, description_read="0123456789ab", by="Andra läsaren", on=date(2026, 11, 23))
    twice = stamped(once, description_read="ba9876543210", by="Tredje läsaren", on=date(2027, 11, 1))
    assert twice == once.replace("0123456789ab", "ba9876543210").replace("Andra", "Tredje").replace(
        "2026-11-23", "2027-11-01"
    )
