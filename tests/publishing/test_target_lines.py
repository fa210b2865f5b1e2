"""Which target stands for a goal where there is room for one."""

from dataclasses import replace

from riktmarke.publishing.website.chain.target_lines import TargetLine, stands_for_all

LINE = TargetLine(
    series="N1",
    indicator="Påhittad andel",
    group="",
    target="minst 70 procent 2030",
    now="65,4 procent 2022",
    standing="Inte nått än",
    distance="",
    origin="Beslutat",
    proposal=False,
    year=2030,
    over=False,
    left=4.6,
    role="",
    notes=(),
    others=(),
)


def test_the_group_that_is_furthest_from_the_next_target_stands_for_the_goal() -> None:
    over = replace(LINE, year=2022, over=True, left=9.0)
    women, men, later = replace(LINE, group="kvinnor", left=2.0), replace(LINE, group="män"), replace(LINE, year=2035)

    assert stands_for_all([over, women, men, later]) == men
    assert stands_for_all([over, replace(over, left=1.0)]) == over
    assert stands_for_all([]) is None
