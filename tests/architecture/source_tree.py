"""The modules of the package as syntax trees, for rules that import-linter and ruff cannot state."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "riktmarke"


@dataclass(frozen=True)
class Module:
    """One module: its name under riktmarke, its text and its syntax tree."""

    path: Path

    @property
    def name(self) -> str:
        """The path under the package, such as `statistics/panels.py`."""
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def package(self) -> str:
        """The first package under riktmarke, such as `statistics`."""
        return self.name.split("/", maxsplit=1)[0].removesuffix(".py")

    @cached_property
    def text(self) -> str:
        """The module as written."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The module as a syntax tree."""
        return ast.parse(self.text)

    def references(self) -> Iterator[tuple[str, int]]:
        """Yield every name the module refers to, spelled out from its imports, with its line.

        `from datetime import datetime as dt; dt.now()` gives `datetime.datetime` and `datetime.datetime.now`.
        """
        imported = self._imported()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
            if isinstance(node, ast.Attribute | ast.Name) and (name := _dotted(node)):
                yield _spelled_out(name, imported), node.lineno

    def calls_without_arguments(self) -> Iterator[tuple[str, int]]:
        """Yield what the module calls with nothing in the brackets, spelled out from its imports, with its line."""
        imported = self._imported()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and not (node.args or node.keywords) and (name := _dotted(node.func)):
                yield _spelled_out(name, imported), node.lineno

    def _imported(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names |= {alias.asname: alias.name for alias in node.names if alias.asname}
            if isinstance(node, ast.ImportFrom):
                names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        return names


def _spelled_out(name: str, imported: dict[str, str]) -> str:
    first, _, rest = name.partition(".")
    return f"{imported.get(first, first)}{'.' if rest else ''}{rest}"


def _dotted(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (head := _dotted(node.value)):
        return f"{head}.{node.attr}"
    return None


def modules() -> list[Module]:
    """Return every module of the package except migrations, which Django writes."""
    return [Module(path) for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def referring_to(forbidden: set[str], *, among: list[Module]) -> list[str]:
    """Return where the modules refer to one of the forbidden names, as `module:line name`."""
    return [
        f"{module.name}:{line} {name}" for module in among for name, line in module.references() if name in forbidden
    ]
