"""The folder with plan files: `<name>/plan.toml`, and the template for those who have none."""

from dataclasses import dataclass
from pathlib import Path

from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_file import raw_plan
from riktmarke.governance.plan_templates import is_template

PLAN_FILE, TEMPLATE = "plan.toml", "template"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A plan file, as far as can be told without checking it. `trouble` says why it cannot be read."""

    path: Path
    name: str
    area: str
    title: str
    template: bool = False
    trouble: str = ""


def plan_files(folder: Path) -> list[FoundFile]:
    """Return the plan files of the folder, by the name of their folders."""
    return [_found(path) for path in sorted(folder.glob(f"*/{PLAN_FILE}"))]


def file_of_area(folder: Path, area: str) -> Path | None:
    """Return the plan file for a municipality; None when it has none.

    Raises:
        PlanError: if there are two: which one is meant is not guessed.
    """
    found = [file for file in plan_files(folder) if file.area == area and not file.template]
    if len(found) > 1:
        raise PlanError.of(
            str(found[1].path),
            "plan.area",
            f"= {area!r}, as in {found[0].path}.",
            "one plan file for an area",
            "move one of them out of the folder.",
        )
    return found[0].path if found else None


def template_file(folder: Path) -> Path:
    """Return where the template is."""
    return folder / TEMPLATE / PLAN_FILE


def _found(path: Path) -> FoundFile:
    try:
        raw = raw_plan(path)
    except PlanError as error:
        return FoundFile(path, path.parent.name, "", "", trouble=error.wrong[0].what)
    header = raw.get("plan")
    held = header if isinstance(header, dict) else {}
    name, area, title = (str(held.get(key, "")) for key in ("name", "area", "title"))
    if is_template(raw):
        return FoundFile(path, path.parent.name, "", title, template=True)
    return FoundFile(path, name or path.parent.name, area, title)
