"""What was sent and what was erased, in a file beside the database: it outlives a database put back from a backup.

It holds Message-IDs and references alone, nothing about anybody: `sent 4f…`, `erased 2083-7F3K9`.
"""

import os
import tempfile
from pathlib import Path

TRIAL_BYTES = 4096  # a block: less may fit on a disk that is full


class Ledger:
    """The file, and what it says. Others may write in it meanwhile: it is read on when it has grown."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read_to = 0
        self._held: set[str] = set()
        self._unwritten: set[str] = set()

    def was_sent(self, header_id: str) -> bool:
        """Return whether the mail with this id was handed over to a mail server."""
        return f"sent {header_id}" in self._unwritten or f"sent {header_id}" in self._now()

    def check(self) -> None:
        """Find out whether something can be written here, and write what could not be before.

        Raises:
            OSError: if it cannot, as on a full or read-only disk.
        """
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab"), tempfile.TemporaryFile(dir=self._file.parent) as trial:
            trial.write(bytes(TRIAL_BYTES))
            trial.flush()
            os.fsync(trial.fileno())
        self._write([])

    def note_sent(self, header_id: str) -> None:
        """Write that a mail was handed over; it is on the disk when this returns.

        Raises:
            OSError: if it cannot be written; it is remembered here, and written with the next.
        """
        self._write([f"sent {header_id}"])

    def erased(self) -> set[str]:
        """Return the references of the messages that were erased."""
        return {line.removeprefix("erased ") for line in self._now() if line.startswith("erased ")}

    def note_erased(self, references: set[str]) -> None:
        """Write that messages were erased."""
        self._write([f"erased {reference}" for reference in sorted(references - self.erased())])

    def _now(self) -> set[str]:
        try:
            size = self._file.stat().st_size
        except FileNotFoundError:
            self._read_to, self._held = 0, set()
            return self._held
        if size < self._read_to:
            self._read_to, self._held = 0, set()
        if size > self._read_to:
            with self._file.open("rb") as reading:
                reading.seek(self._read_to)
                read = reading.read()
            whole = read[: read.rfind(b"\n") + 1]  # a line that is being written is read the next time
            self._held.update(whole.decode("utf-8").splitlines())
            self._read_to += len(whole)
        return self._held

    def _write(self, lines: list[str]) -> None:
        mends = b"\n" if self._unwritten else b""  # half a line may stand there since the last time
        self._unwritten.update(lines)
        if not self._unwritten:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("ab") as writing:
            writing.write(mends + "".join(f"{line}\n" for line in sorted(self._unwritten)).encode("utf-8"))
            writing.flush()
            os.fsync(writing.fileno())
        self._unwritten.clear()
