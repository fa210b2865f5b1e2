"""Everyday words for what official statistics call something else: `catalogue/everyday_words.toml`."""

from pathlib import Path

from riktmarke.governance.toml_files import read_toml
from riktmarke.vocabulary.errors import CatalogueError


def load_everyday_words(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return for each everyday word the words to search for as well; nothing where there is no such file.

    Raises:
        CatalogueError: naming the word whose value is not a list of words.
    """
    file = folder / "everyday_words.toml"
    if not file.is_file():
        return {}
    raw = read_toml(file)
    for word, others in raw.items():
        if not (isinstance(others, list) and others and all(isinstance(other, str) and other for other in others)):
            raise CatalogueError(
                f"{file}: {word} = {others!r}.",
                expected='a list of words, such as socialbidrag = ["ekonomiskt bistånd"]',
                remedy="mend the line.",
            )
    return {word: tuple(others) for word, others in raw.items()}
