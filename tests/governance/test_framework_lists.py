"""Framework lists are read as written, say where they come from, and are refused with file and key when wrong."""

import re
from pathlib import Path

import pytest

from riktmarke.governance.framework_lists import FrameworkList, load_framework_lists
from riktmarke.vocabulary.errors import CatalogueError

HEAD = """title = "Mål för prov"
short_title = "Prov"
version = "2026"
source = "testerna"
licence = "fri"
"""


def item(item_id: str, *, parent: str = "", more: str = "") -> str:
    above = f'parent = "{parent}"\n' if parent else ""
    return f'[[items]]\nid = "{item_id}"\ntitle = "Mål {item_id}"\n{above}{more}'


def lists_with(folder: Path, text: str) -> Path:
    (folder / "frameworks").mkdir()
    (folder / "frameworks" / "trial.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lists() -> dict[str, FrameworkList]:
    return load_framework_lists(Path(__file__).parents[2] / "catalogue")


def english_of(file: Path) -> dict[str, str]:
    """Return the texts of a file of `key: words`, where long words go on in the next, indented line."""
    unfolded = re.sub(r"\n\s+", " ", file.read_text(encoding="utf-8"))
    return dict(line.split(": ", 1) for line in unfolded.splitlines())


def test_a_list_is_read_with_its_goals_and_what_hangs_below_them(tmp_path: Path) -> None:
    text = HEAD + item("1") + item("1.1", parent="1", more='title_en = "Trial"\n') + item("2") + item("1.2", parent="1")
    read = load_framework_lists(lists_with(tmp_path, text))["trial"]
    assert (read.title, read.source, read.translation, read.linked_by_indicators) == (
        "Mål för prov",
        "testerna",
        "",
        True,
    )
    assert [goal.id for goal in read.goals] == ["1", "2"]
    assert [(below.id, below.title_en) for below in read.children("1")] == [("1.1", "Trial"), ("1.2", "")]
    assert read.item("1.1") == read.children("1")[0]
    assert read.item("1.9") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + 'colour = "red"\n', "unknown key 'colour'"),
        (HEAD.replace('licence = "fri"\n', ""), "missing key 'licence'"),
        (HEAD.replace('"fri"', "7"), "licence = 7"),
        (HEAD.replace('"fri"', '" "'), "licence = ' '"),
        (HEAD + 'linked_by_indicators = "no"\n', "linked_by_indicators = 'no'"),
        (HEAD + 'items = ["1"]\n', r"items = \['1'\]"),
        (HEAD + item("1") + '[[items]]\nid = "2"\n', "item 2: missing key 'title'"),
        (HEAD + item("1") + '[[items]]\ntitle = "Utan id"\n', "item number 2: missing key 'id'"),
        (HEAD + item("1", more='status = "old"\n'), "item 1: unknown key 'status'"),
        (HEAD + item("1") + item("1"), "the id '1' stands twice"),
        (HEAD + item("1.1", parent="1"), "item 1.1: parent = '1' does not exist"),
        (HEAD + item("1", parent="1"), "item 1: the parents go round in a circle: 1 → 1"),
        (HEAD + item("1", parent="2") + item("2", parent="1"), "item 1: the parents go round in a circle: 1 → 2 → 1"),
        ("title =", "not readable as TOML"),
    ],
)
def test_what_cannot_be_so_is_refused_with_the_file_and_the_key(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CatalogueError, match=rf"trial\.toml: {told}"):
        load_framework_lists(lists_with(tmp_path, text))


def test_a_folder_without_lists_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="No framework lists"):
        load_framework_lists(tmp_path)


def test_the_lists_hold_as_many_items_as_those_who_set_them_decided(lists: dict[str, FrameworkList]) -> None:
    goals = {name: len(one.goals) for name, one in lists.items()}
    assert goals == {
        "agenda-2030": 17,
        "cemr": 1,
        "discrimination-grounds": 7,
        "focus-areas": 9,
        "gender-equality": 1,
        "public-health": 8,
        "social-sustainability-dalarna": 4,
        "vagen-in": 5,
    }
    below = {name: len(one.items) - len(one.goals) for name, one in lists.items()}
    assert {name: count for name, count in below.items() if count} == {"agenda-2030": 169, "gender-equality": 6}


def test_the_seven_grounds_have_the_ids_that_definitions_use(lists: dict[str, FrameworkList]) -> None:
    ids = [ground.id for ground in lists["discrimination-grounds"].items]
    assert ids == ["sex", "gender_identity", "ethnicity", "religion", "disability", "sexual_orientation", "age"]


def test_indicators_link_to_every_list_but_the_grounds_and_the_declaration(lists: dict[str, FrameworkList]) -> None:
    assert {name for name, one in lists.items() if not one.linked_by_indicators} == {"cemr", "discrimination-grounds"}


def test_every_target_hangs_below_the_goal_whose_number_it_begins_with(lists: dict[str, FrameworkList]) -> None:
    agenda = lists["agenda-2030"]
    assert [goal.id for goal in agenda.goals] == [str(number) for number in range(1, 18)]
    targets = [one for one in agenda.items if one.parent]
    assert all(re.fullmatch(rf"{one.parent}\.(\d+|[a-d])", one.id) for one in targets)


def test_the_swedish_headings_are_one_line_each_and_all_different(lists: dict[str, FrameworkList]) -> None:
    agenda = lists["agenda-2030"]
    assert agenda.translation == "egen översättning"
    headings = [one.title for one in agenda.items]
    assert len(set(headings)) == len(headings) == 186
    assert all(heading == heading.strip() and len(heading) <= 90 and "\n" not in heading for heading in headings)
    # "per" and "fossil" are both; these words are English alone.
    english = re.compile(r"\b(the|of|and|by|to|ensure|all forms|for all|countries|development|sustainable)\b", re.I)
    assert [heading for heading in headings if english.search(heading)] == []


def test_every_heading_begins_with_a_capital_and_ends_without_a_full_stop(lists: dict[str, FrameworkList]) -> None:
    titles = [one.title for some in lists.values() for one in some.items]
    assert [title for title in titles if not title[0].isupper() or title.endswith(".")] == []


def test_the_english_words_are_those_of_the_united_nations(lists: dict[str, FrameworkList], real_data: Path) -> None:
    targets = english_of(real_data / "sdg" / "global_targets.en.yml")
    goals = english_of(real_data / "sdg" / "global_goals.en.yml")
    agenda = lists["agenda-2030"]
    said = {f"{one.id.replace('.', '-')}-{'title' if one.parent else 'short'}": one.title_en for one in agenda.items}
    assert said == targets | {key: words for key, words in goals.items() if key.endswith("-short")}
