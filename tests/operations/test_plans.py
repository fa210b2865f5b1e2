"""A municipality's plan: its own file before the template, taken in once, never over what staff have changed."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from riktmarke.governance.actions.frameworks import sync_frameworks
from riktmarke.governance.actions.plans import changed_since_loaded, load_plan
from riktmarke.governance.actions.rows import Writing, change_row
from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.framework_lists import load_framework_lists
from riktmarke.governance.known import known_from
from riktmarke.governance.models import AuditEntry, FocusArea, Indicator, Plan
from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_file import parse_plan
from riktmarke.governance.plan_rows import stored_plan
from riktmarke.operations.plans import PlanReady, ensure_plan
from tests.governance.planning import AT

pytestmark = pytest.mark.django_db
TEMPLATE = """
[plan]
name = "{plan}"
title = "Plan för {name}"
area = "{area}"
frameworks = ["agenda-2030"]

[[focus_areas]]
key = "halsa"
title = "Hälsa i {name}"
proposal = true

[[indicators]]
definition = "N00957"
"""
OWN = """
[plan]
name = "faluns-egen"
title = "Faluns egen"
area = "2080"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a template, and a plan file for Falun."""
    for name, text in (("template", TEMPLATE), ("falun", OWN)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def ensured(folder: Path, repository: Path) -> "Ensured":
    return Ensured(folder, repository)


class Ensured:
    """Ensures plans from the folder, with the real catalogue."""

    def __init__(self, folder: Path, repository: Path) -> None:
        self.folder = folder
        self.catalogue = load_catalogue(repository / "catalogue")
        self.lists = load_framework_lists(repository / "catalogue")
        self.composites = load_composites(repository / "catalogue", self.catalogue)

    def __call__(self, area: str = "2085", municipality: str | None = "Ludvika") -> PlanReady:
        return ensure_plan(
            area,
            municipality=municipality,
            folder=self.folder,
            catalogue=self.catalogue,
            lists=self.lists,
            composites=self.composites,
            by="riktmarke up",
            at=AT,
        )

    def change(self, plan: Plan) -> None:
        """Change the plan as staff would."""
        writing = Writing(by="strateg", at=AT, known=known_from(self.catalogue, self.lists))
        change_row(plan=plan, table="focus_areas", key="halsa", values={"title": "Vårt namn"}, writing=writing)

    def rewrite_template(self, before: str, after: str) -> None:
        file = self.folder / "template" / "plan.toml"
        file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_a_municipality_without_a_file_gets_the_template_under_its_name(ensured: Ensured) -> None:
    had = ensured()
    assert (had.plan.name, had.plan.area, had.plan.title) == ("ludvika", "2085", "Plan för Ludvika")
    assert had.plan.template_of == "template"
    assert FocusArea.objects.get(plan=had.plan).title == "Hälsa i Ludvika"


def test_a_municipality_s_own_file_goes_before_the_template(ensured: Ensured) -> None:
    had = ensured("2080", "Falun")
    assert (had.plan.name, had.source) == ("faluns-egen", str(ensured.folder / "falun" / "plan.toml"))


def test_the_second_time_nothing_is_written(ensured: Ensured) -> None:
    ensured()
    entries = AuditEntry.objects.count()
    assert ensured().written == 0
    assert AuditEntry.objects.count() == entries


def test_a_changed_template_is_taken_in_again(ensured: Ensured) -> None:
    ensured()
    ensured.rewrite_template("Hälsa i", "Jämlik hälsa i")
    had = ensured()
    assert (had.written, had.note) == (1, "")
    assert FocusArea.objects.get(plan=had.plan).title == "Jämlik hälsa i Ludvika"


def test_what_staff_have_changed_is_left_and_that_is_said(ensured: Ensured) -> None:
    plan = ensured().plan
    ensured.change(plan)
    ensured.rewrite_template("Hälsa i", "Jämlik hälsa i")
    had = ensured()
    assert FocusArea.objects.get(plan=plan).title == "Vårt namn"
    assert "has been changed since it was loaded" in had.note


def test_the_links_of_a_plan_that_staff_have_changed_follow_the_catalogue_all_the_same(ensured: Ensured) -> None:
    plan = ensured().plan
    ensured.change(plan)
    relinked = replace(ensured.catalogue["N00957"], links=("agenda-2030/14.1",))
    ensured.catalogue = {**ensured.catalogue, "N00957": relinked}
    assert ensured().written == 1
    assert [item.key for item in Indicator.objects.get(plan=plan).framework_items.all()] == ["14.1"]
    assert changed_since_loaded(plan)


def test_a_file_with_another_name_than_the_plan_there_is_not_taken_in_and_that_is_said(ensured: Ensured) -> None:
    ensured()
    own = ensured.folder / "egen"
    own.mkdir()
    (own / "plan.toml").write_text(OWN.replace("2080", "2085"), encoding="utf-8")
    had = ensured()
    assert had.plan.name == "ludvika"
    assert "names the plan 'faluns-egen', but the database has 'ludvika'" in had.note


def test_two_municipalities_with_the_same_name_in_files_get_names_of_their_own(ensured: Ensured) -> None:
    # nothing in Sweden has this today; two plans for regions and municipalities may
    assert ensured("2085", "Dalby").plan.name == "dalby"
    assert ensured("1281", "Dalby").plan.name == "dalby-1281"


def test_without_figures_the_plan_goes_by_the_code_until_somebody_knows_the_name(ensured: Ensured) -> None:
    assert ensured("2085", None).plan.title == "Plan för kommun 2085"
    later = ensured("2085", "Ludvika").plan
    assert (later.title, later.name) == ("Plan för Ludvika", "kommun-2085")


def test_two_files_for_one_municipality_are_refused(ensured: Ensured) -> None:
    (ensured.folder / "falun-2").mkdir()
    (ensured.folder / "falun-2" / "plan.toml").write_text(OWN.replace("faluns", "falus"), encoding="utf-8")
    with pytest.raises(PlanError, match=r"plan\.area = '2080', as in"):
        ensured("2080", "Falun")


def test_a_wrong_file_stops_with_what_is_wrong_and_the_plan_there_stays(ensured: Ensured) -> None:
    before = stored_plan(ensured("2080", "Falun").plan)
    (ensured.folder / "falun" / "plan.toml").write_text(OWN + '[[indicators]]\ndefinition = "N9"\n', encoding="utf-8")
    with pytest.raises(PlanError, match=r"indicators\[1\]\.definition = 'N9'"):
        ensured("2080", "Falun")
    assert stored_plan(Plan.objects.get(area="2080")) == before


def test_without_files_and_template_there_is_no_plan_and_that_is_said(ensured: Ensured, tmp_path: Path) -> None:
    ensured.folder = tmp_path / "nothing"
    assert ensured().plan is None
    assert "no template" in ensured().note


def load_from_elsewhere(ensured: Ensured, text: str) -> Plan:
    """Load a plan as `riktmarke plan load` does from another place than the folder."""
    known = known_from(ensured.catalogue, ensured.lists)
    sync_frameworks(ensured.lists, by="riktmarke plan", at=AT)
    plan = parse_plan(tomllib.loads(text), source="elsewhere")
    return load_plan(plan, known=known, source="elsewhere", by="riktmarke plan", at=AT).plan


@pytest.mark.parametrize("origin", ["", 'template_of = "template"'])
def test_a_plan_loaded_from_another_place_is_not_written_over_by_the_template(ensured: Ensured, origin: str) -> None:
    own = load_from_elsewhere(ensured, OWN.replace("2080", "2085").replace("faluns-egen", "ludvika") + origin)
    before = stored_plan(own)
    had = ensured()
    assert (stored_plan(Plan.objects.get(area="2085")), had.written) == (before, 0)
    assert "was not made from the template" in had.note


def test_a_template_is_what_says_so_itself_whatever_its_folder_is_called(ensured: Ensured) -> None:
    (ensured.folder / "falun").rename(ensured.folder / "falun-2")
    (ensured.folder / "template" / "plan.toml").write_text(OWN, encoding="utf-8")
    (ensured.folder / "falun-2" / "plan.toml").unlink()
    assert ensured("2080", "Falun").plan.name == "faluns-egen"
    with pytest.raises(PlanError, match="in the place of the template"):
        ensured()
    assert not Plan.objects.filter(area="2085").exists()


def write(ensured: Ensured, name: str, text: str) -> None:
    (ensured.folder / name).mkdir(exist_ok=True)
    (ensured.folder / name / "plan.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("broken", ["[plan", OWN + "broken", "a = " + "[" * 3000, "a = " + "9" * 5000])
def test_a_file_that_cannot_be_read_is_not_passed_by_for_the_template(ensured: Ensured, broken: str) -> None:
    write(ensured, "falun", broken)
    with pytest.raises(PlanError, match=r"falun/plan\.toml"):
        ensured("2080", "Falun")
    assert not Plan.objects.exists()


def test_the_file_of_the_plan_there_is_must_be_readable_whatever_area_it_seems_to_name(ensured: Ensured) -> None:
    ensured()
    write(ensured, "ludvika", 'area = "2080"\nbroken')
    with pytest.raises(PlanError, match=r"ludvika/plan\.toml"):
        ensured()


def test_a_file_of_another_municipality_that_cannot_be_read_stops_nobody_and_is_told(ensured: Ensured) -> None:
    write(ensured, "falun", OWN + "broken")
    had = ensured()
    assert had.plan.name == "ludvika"
    assert "falun/plan.toml is not readable as TOML" in had.note


def test_beside_its_own_file_no_other_stops_a_municipality(ensured: Ensured) -> None:
    write(ensured, "ludvika", "[plan")
    write(ensured, "template", "[plan")
    had = ensured("2080", "Falun")
    assert had.plan.name == "faluns-egen"
    assert all(f"{name}/plan.toml is not readable" in had.note for name in ("ludvika", "template"))


def test_a_template_that_cannot_be_read_stops_those_who_need_it(ensured: Ensured) -> None:
    write(ensured, "template", "[plan")
    with pytest.raises(PlanError, match=r"template/plan\.toml"):
        ensured()


def test_hedemora_gets_its_own_plan_from_the_repository(ensured: Ensured, repository: Path) -> None:
    ensured.folder = repository / "plans"
    had = ensured("2083", "Hedemora")
    assert had.plan.title == "Vision Hedemora 2038"
    assert ensured("2083", "Hedemora").written == 0
