"""A copy of the source tree to plant forbidden imports in, and what import-linter says about it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path


class CopiedTree:
    """The package and its contracts, copied to a folder of its own."""

    def __init__(self, repository: Path, folder: Path) -> None:
        self.folder = folder
        shutil.copy(repository / "pyproject.toml", folder)
        source = repository / "src" / "riktmarke"
        for module in source.rglob("*.py"):
            target = folder / "riktmarke" / module.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(module, target)

    def plant(self, *, package: str, line: str) -> None:
        """Add a module to the package (made if it does not exist) that holds just this line."""
        folder = self.folder.joinpath(*package.split("."))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
        (folder / "planted.py").write_text(f'"""Planted."""\n\n{line}\n', encoding="utf-8")

    def broken_contracts(self) -> set[str]:
        """Return the names of the contracts that import-linter finds broken."""
        result = subprocess.run(
            [Path(sys.executable).parent / "lint-imports", "--no-cache"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), "COLUMNS": "500", "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        output = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout)
        assert "Contracts: " in output, f"import-linter did not come to an end:\n{output}\n{result.stderr}"
        return {line.removesuffix(" BROKEN").strip() for line in output.splitlines() if line.endswith(" BROKEN")}
