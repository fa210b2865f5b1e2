"""A machine in a folder: a copy of the house, and a path with only the tools that the test puts there."""

import os
import shutil
import subprocess
from pathlib import Path

ORDINARY_TOOLS = (
    "awk",
    "bash",
    "cat",
    "chmod",
    "dirname",
    "echo",
    "env",
    "grep",
    "id",
    "make",
    "mkdir",
    "mv",
    "sed",
    "sh",
    "touch",
)
HOUSE = ("Makefile", "pyproject.toml", "uv.lock", "constraints.txt", "README.md", "LICENSE", "scripts", ".ci")


class BareMachine:
    """Runs the project's commands where nothing is installed but what `tool` has put there."""

    def __init__(self, repository: Path, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self.tools = folder / "bin"
        self.tools.mkdir(parents=True)
        self.checkout.mkdir()
        for name in HOUSE:
            copy = shutil.copytree if (repository / name).is_dir() else shutil.copy
            copy(repository / name, self.checkout / name)
        for name in ORDINARY_TOOLS:
            if found := shutil.which(name):
                (self.tools / name).symlink_to(found)

    def tool(self, name: str, script: str) -> Path:
        """Put a tool on the path: a shell script, or a link to a real program when given its absolute path."""
        path = self.tools / name
        if script.startswith("/"):
            path.symlink_to(script)
        else:
            path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            path.chmod(0o755)
        return path

    def run(self, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run a command in the checkout, with nothing from this process's environment but what is given."""
        return subprocess.run(
            command,
            cwd=self.checkout,
            env={"PATH": str(self.tools), "HOME": str(self.checkout), "LANG": os.environ.get("LANG", "C.UTF-8")}
            | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
