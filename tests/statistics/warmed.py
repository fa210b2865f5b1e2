"""A process with everything imported that forks a child for each call: fifty children cost what one start does.

Run as a program it reads one call per line and answers in lines; `Warmed` is its handle. It is single-threaded, so
that a fork is a whole copy: what runs in a child can be killed like a process of its own.
"""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Any

REPOSITORY = Path(__file__).parents[2]


class Warmed:
    """The handle: `start` forks a child that calls a function, `wait` returns how the child ended."""

    def __init__(self, *modules: str) -> None:
        command = [sys.executable, "-m", "tests.statistics.warmed", *modules]
        self._process = subprocess.Popen(
            command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, function: str, *args: object) -> int:
        """Fork a child that calls "module:function" and return its process id, once it is about to begin."""
        return int(self._ask({"start": function, "args": args}))

    def wait(self) -> int:
        """Return the exit code of the child, the negative signal number if one ended it."""
        return int(self._ask({"wait": True}))

    def call(self, function: str, *args: object) -> int:
        """Run a function in a child to its end and return the child's exit code."""
        self.start(function, *args)
        return self.wait()

    def _ask(self, request: dict[str, Any]) -> str:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(request, default=str) + "\n")
        stdin.flush()
        return stdout.readline()

    def __enter__(self) -> "Warmed":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=30)


def serve(requests: IO[str], modules: list[str]) -> None:
    loaded = {name: importlib.import_module(name) for name in modules}
    child = 0
    for line in requests:
        request = json.loads(line)
        if "wait" in request:
            _, status = os.waitpid(child, 0)
            answer = os.waitstatus_to_exitcode(status)
        else:
            module, _, function = request["start"].partition(":")
            child = os.fork()
            if child == 0:
                _run(getattr(loaded[module], function), request["args"])
            answer = child
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _run(function: Any, args: list[Any]) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the answers are the server's
    code = 1
    try:
        function(*args)
        code = 0
    finally:
        if code:
            sys.excepthook(*sys.exc_info())
        os._exit(code)


if __name__ == "__main__":
    serve(sys.stdin, sys.argv[1:])
