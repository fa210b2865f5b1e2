"""The palette holds for every eye: contrast, three kinds of colour blindness, and paper from a grey printer."""

from itertools import combinations

import numpy as np
import pytest

from riktmarke.presentation.tokens import (
    ACCENT,
    COLOURS,
    COMPARATOR_COLOURS,
    COMPARATOR_DASHES,
    FIELD_EDGE,
    FOCUS,
    GROUP_STYLES,
    INK,
    MUTED,
    PAPER,
    SHEET,
    style_properties,
)
from riktmarke.vocabulary.groups import Sex

# Machado, Oliveira & Fernandes (2009), severity 1.0: linear RGB as the three kinds of dichromat see it.
BLINDNESS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TEXT, GRAPHICS = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11
TOLD_APART_DELTA_E = 15.0  # well above what is just noticeable (2.3) in CIE76
GREY_STEPS = 8.0  # in L*, from 0 to 100


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("paper", [PAPER, SHEET])
@pytest.mark.parametrize("colour", [INK, MUTED, ACCENT])
def test_text_can_be_read(colour: str, paper: str) -> None:
    assert contrast(colour, paper) >= TEXT


@pytest.mark.parametrize("style", list(GROUP_STYLES.values()))
def test_group_names_beside_their_lines_can_be_read(style: object) -> None:
    assert contrast(style.colour, PAPER) >= TEXT  # type: ignore[attr-defined]


@pytest.mark.parametrize("colour", [*COMPARATOR_COLOURS.values(), FIELD_EDGE, FOCUS])
def test_graphics_can_be_seen(colour: str) -> None:
    assert contrast(colour, PAPER) >= GRAPHICS


@pytest.mark.parametrize("kind", [None, *BLINDNESS])
@pytest.mark.parametrize("pair", list(combinations(Sex, 2)))
def test_groups_are_told_apart_by_every_eye(pair: tuple[Sex, Sex], kind: str | None) -> None:
    seen = [linear(GROUP_STYLES[sex].colour) for sex in pair]
    if kind:
        seen = [np.array(BLINDNESS[kind]) @ colour for colour in seen]
    assert np.linalg.norm(lab(seen[0]) - lab(seen[1])) >= TOLD_APART_DELTA_E


@pytest.mark.parametrize("pair", list(combinations(Sex, 2)))
def test_groups_are_told_apart_in_grey(pair: tuple[Sex, Sex]) -> None:
    one, other = (lab(linear(GROUP_STYLES[sex].colour))[0] for sex in pair)
    assert abs(one - other) >= GREY_STEPS


def test_nothing_is_told_by_colour_alone() -> None:
    assert len({style.dash for style in GROUP_STYLES.values()}) == len(Sex)
    assert len({style.marker for style in GROUP_STYLES.values()}) == len(Sex)
    assert len({*COMPARATOR_DASHES.values(), *(s.dash for s in GROUP_STYLES.values())}) == 6


def test_the_style_sheet_has_every_token() -> None:
    css = style_properties()
    assert all(f"--colour-{name}: {value};" in css for name, value in COLOURS.items())
    assert "--group-female: " in css
