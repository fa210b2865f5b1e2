"""How we know what a finding says: every figure, comparison, test and source, as headings, sentences and rows."""

from dataclasses import dataclass

from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.presentation.language import Language
from riktmarke.presentation.sentences import Wording


@dataclass(frozen=True, slots=True)
class Explained:
    """A section of the long account: a heading, sentences, and a table beside them where there is one.

    `columns` are the table's headings and `rows` its rows, each as long as `columns`; both empty without a table.
    The first cell of a row names it. Plain text, no HTML.
    """

    heading: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def how_we_know(
    wording: Wording, finding: IndicatorFinding, language: Language = Language.SWEDISH
) -> tuple[Explained, ...]:
    """Return the sections of the long account of a finding, in order; one without content is left out.

    The figures, whom they are compared with, what was tested, the rank with its set, groups, trend, the series
    (breaks and replacements), the source and our own work, and what the source cannot show. The table of all claims is
    `claim_rows`.
    """
    raise NotImplementedError
