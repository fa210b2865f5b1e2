"""The tutorials are run, block by block, on the real figures, and print what they say they print."""

import doctest
import re
from pathlib import Path

import pytest

PYCON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TUTORIALS = sorted((Path(__file__).parents[2] / "docs" / "tutorial").glob("*.md"))


@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_a_tutorial_prints_what_it_says(path: Path, real_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIKTMARKE_DATA", str(real_data))
    text = path.read_text(encoding="utf-8")
    # Blank lines in place of all else, so that a failure names the line of the tutorial.
    blocks = [(text[: match.start(1)].count("\n"), match[1]) for match in PYCON.finditer(text)]
    told: list[str] = []
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    for line, block in blocks:
        test = doctest.DocTestParser().get_doctest(block, names, path.name, str(path), line)
        runner.run(test, out=told.append, clear_globs=False)
        names = test.globs

    assert len(blocks) >= 8
    assert runner.summarize(verbose=False).failed == 0, "".join(told)
