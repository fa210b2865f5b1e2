"""Errors that a user can mend. Each says what happened, where, what was expected and what to do."""


class RiktmarkeError(Exception):
    """Base of every error a user can mend: shown without a traceback, exit code 1.

    Args:
        what: what went wrong, with the offending value, and where.
        expected: what was expected instead.
        remedy: what the user can do now.
    """

    def __init__(self, what: str, *, expected: str = "", remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.remedy = remedy

    def __str__(self) -> str:
        parts = [self.what]
        if self.expected:
            parts.append(f"Expected: {self.expected}")
        parts.append(f"What to do: {self.remedy}")
        return "\n".join(parts)


class DamagedFile(RiktmarkeError):
    """A file cannot be read as what it claims to be."""


class UnexpectedPayload(RiktmarkeError):
    """A source delivered something its documented format does not allow."""


class UnknownArea(RiktmarkeError):
    """An area code that does not exist."""


class UnknownSeries(RiktmarkeError):
    """A series that the store does not hold."""


class NoFigures(RiktmarkeError):
    """There is no dataset, or no run, to read from."""


class DiskFull(RiktmarkeError):
    """The disk, or the quota, has no room for what was being written."""


class CatalogueError(RiktmarkeError):
    """A definition file that does not follow its schema."""


class PortInUse(RiktmarkeError):
    """The port to serve on belongs to another program."""


class NoAnswer(RiktmarkeError):
    """A question that no projection can answer: a goal of nobody, a year that is past, a scenario nobody survives."""
