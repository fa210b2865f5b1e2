"""What has come to and gone from a municipality's challenges, by the reason, each reason said once."""

from dataclasses import dataclass

from riktmarke.assessment.challenges.history import Moved, Why
from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.presentation.challenge_labels import listing_label, why_label
from riktmarke.publishing.website.challenges.account import Account
from riktmarke.publishing.website.challenges.lines import Line, titles
from riktmarke.publishing.website.text_dates import day


@dataclass(frozen=True, slots=True)
class MovedLine:
    """An indicator that has come or gone, with the list that it stood in before, or stands in now."""

    line: Line
    came: bool
    other: str


@dataclass(frozen=True, slots=True)
class NewsFor:
    """A reason with what has come and gone for it; what came first."""

    why: str
    moves: tuple[MovedLine, ...]


@dataclass(frozen=True, slots=True)
class AccountNews:
    """What is new since a day; empty where nothing is."""

    since: str
    reasons: tuple[NewsFor, ...]


def news_of(account: Account) -> AccountNews:
    """Return what is new of what the catalogue still defines, in the order of the reasons."""
    news = account.run.moved(account.place.area.code)
    known = [move for move in news.moves if move.indicator in account.findings.by_indicator]
    reasons = [(why, [move for move in known if move.why is why]) for why in Why]
    return AccountNews(
        since=day(news.since),
        reasons=tuple(
            NewsFor(why_label(why), tuple(_line(account, move) for move in moves)) for why, moves in reasons if moves
        ),
    )


def _line(account: Account, move: Moved) -> MovedLine:
    came = move.after is Listing.CHALLENGE
    (line,) = titles(account, [account.findings.by_indicator[move.indicator]])
    return MovedLine(line, came, listing_label(move.before if came else move.after))
