"""Every record of a decision is found from the list of them."""

import re
from pathlib import Path


def test_every_decision_is_listed_in_order(repository: Path) -> None:
    folder = repository / "docs" / "decisions"
    listed = re.findall(r"^\| \[(\d{4})\]\((.+?)\) \|", (folder / "README.md").read_text(), re.MULTILINE)
    assert [name for _, name in listed] == sorted(file.name for file in folder.glob("0*.md"))
    assert [number for number, _ in listed] == [name[:4] for _, name in listed]
