"""The folder with plan files: `<name>/plan.toml`, and the template for those who have none."""

import re
from dataclasses import dataclass
from pathlib import Path

from riktmarke.governance.plan_errors import PlanError
from riktmarke.governance.plan_file import raw_plan
from riktmarke.governance.plan_templates import is_template

PLAN_FILE, TEMPLATE = "plan.toml", "template"
AREA_SAID = re.compile(rb"""^\s*area\s*=\s*["'](\d{4})["']""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A plan file, as far as can be told without checking it. `trouble` says why it cannot be read.

    `area` of a file that cannot be read is what a line of it seems to say; empty where none does.
    """

    path: Path
    name: str
    area: str
    title: str
    template: bool = False
    trouble: PlanError | None = None


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A municipality's own plan file, None when it has none, and which files of others could not be read."""

    path: Path | None
    note: str


def plan_files(folder: Path) -> list[FoundFile]:
    """Return the plan files of the folder, by the name of their folders."""
    return [_found(path) for path in sorted(folder.glob(f"*/{PLAN_FILE}"))]


def file_of_area(folder: Path, area: str, *, held: str = "") -> OwnFile:
    """Return the plan file for a municipality, which may hold the plan named `held` already.

    Raises:
        PlanError: if there are two: which one is meant is not guessed. Or if a file that cannot be read is the
            municipality's, or may be: it is not passed by for the template. Another's is only noted.
    """
    files = plan_files(folder)
    found = [file for file in files if file.area == area and not file.template and file.trouble is None]
    if len(found) > 1:
        raise PlanError.of(
            str(found[1].path),
            "plan.area",
            f"= {area!r}, as in {found[0].path}.",
            "one plan file for an area",
            "move one of them out of the folder.",
        )
    noted = []
    for file in files:
        if file.trouble is None:
            continue
        if file.name == held or (not found and file.area in {"", area} and file.name != TEMPLATE):
            raise file.trouble
        noted.append(f"{file.path} {file.trouble.wrong[0].what}")
    return OwnFile(found[0].path if found else None, " ".join(noted))


def template_file(folder: Path) -> Path:
    """Return where the template is."""
    return folder / TEMPLATE / PLAN_FILE


def _found(path: Path) -> FoundFile:
    try:
        raw = raw_plan(path)
    except PlanError as error:
        return FoundFile(path, path.parent.name, _area_said(path), "", trouble=error)
    header = raw.get("plan")
    held = header if isinstance(header, dict) else {}
    name, area, title = (str(held.get(key, "")) for key in ("name", "area", "title"))
    if is_template(raw):
        return FoundFile(path, path.parent.name, "", title, template=True)
    return FoundFile(path, name or path.parent.name, area, title)


def _area_said(path: Path) -> str:
    """Return the area that a line of an unreadable file names."""
    try:
        said = AREA_SAID.search(path.read_bytes())
    except OSError:
        return ""
    return said[1].decode("ascii") if said else ""
