"""Rules of the source tree that are easier to break than to notice."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source_tree import PACKAGE, Module, modules, referring_to

ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.putenv", "os.unsetenv"}
CLOCK = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "django.utils.timezone.now",
}
# These convert a time that they are given, and read the clock when they are given none.
CLOCK_WITHOUT_ARGUMENTS = {
    "time.localtime",
    "time.gmtime",
    "time.ctime",
    "django.utils.timezone.localdate",
    "django.utils.timezone.localtime",
}
GLOBAL_RANDOMNESS = {
    "random.random",
    "random.choice",
    "random.shuffle",
    "random.seed",
    "numpy.random.seed",
    "np.random.seed",
}
LONGEST_MODULE = 400
ROOMS_WITHOUT_A_NAME = {"utils", "util", "helpers", "helper", "common", "core", "misc", "shared", "lib", "tools"}


def outside(*packages: str) -> list[Module]:
    return [module for module in modules() if module.package not in packages]


def test_only_config_reads_the_environment() -> None:
    assert [
        place for place in referring_to(ENVIRONMENT, among=outside("config")) if not names_the_settings(place)
    ] == []


def names_the_settings(place: str) -> bool:
    """Whether the place is where the commands tell Django which settings to use: that writes, and reads nothing."""
    module, line = place.split(" ", maxsplit=1)[0].rsplit(":", maxsplit=1)
    text = (PACKAGE / module).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    return module.startswith("cli/") and 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", ' in text


def test_only_the_commands_read_the_clock() -> None:
    # Everything else is told what day it is (as_of), so that a run can be repeated. Measuring how long something
    # took (time.perf_counter, time.monotonic) is not reading the clock. A request is told its day by one middleware.
    told = [module for module in outside("cli") if module.name != "config/today.py"]
    assert referring_to(CLOCK, among=told) == []
    assert [
        f"{module.name}:{line} {name}()"
        for module in told
        for name, line in module.calls_without_arguments()
        if name in CLOCK_WITHOUT_ARGUMENTS
    ] == []


def test_randomness_is_always_an_argument() -> None:
    assert referring_to(GLOBAL_RANDOMNESS, among=modules()) == []


def test_only_the_commands_print() -> None:
    assert referring_to({"print"}, among=outside("cli")) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("import os\nos.environ['X']", "os.environ"),
        ("from os import environ", "os.environ"),
        ("import os as system\nsystem.getenv('X')", "os.getenv"),
        ("from datetime import datetime as dt\ndt.now()", "datetime.datetime.now"),
        ("import datetime\ndatetime.date.today()", "datetime.date.today"),
        ("from time import time\ntime()", "time.time"),
        ("from django.utils import timezone\ntimezone.now()", "django.utils.timezone.now"),
        ("def late():\n    print('hello')", "print"),
    ],
)
def test_the_rules_see_through_the_ways_to_import(text: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(text, encoding="utf-8")

    assert name in {reference for reference, _ in Module(tmp_path / "planted.py").references()}


def test_every_module_says_what_it_is() -> None:
    assert [module.name for module in modules() if not ast.get_docstring(module.tree)] == []


def test_no_module_is_longer_than_a_sitting() -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules()}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_room_without_a_name() -> None:
    parts = {(module.name, part.removesuffix(".py")) for module in modules() for part in module.name.split("/")}

    assert [name for name, part in sorted(parts) if part in ROOMS_WITHOUT_A_NAME] == []
