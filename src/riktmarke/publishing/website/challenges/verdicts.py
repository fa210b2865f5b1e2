"""The word for a single indicator by the list it stands in."""

from riktmarke.assessment.challenges.kinds import Listing
from riktmarke.presentation.language import marked, spoken

VERDICTS: dict[Listing, str] = spoken(
    {
        Listing.CHALLENGE: marked("Utmaning"),
        Listing.STRENGTH: marked("Styrka"),
        Listing.LARGE_UNCERTAIN: marked("Stor men osäker skillnad"),
        Listing.UNDECIDED: marked("Går inte att avgöra"),
        Listing.LIKE_OTHERS: marked("Som hos andra"),
        Listing.NOT_JUDGED: marked("Bedöms inte"),
        Listing.NO_FIGURE: marked("Inga siffror"),
    }
)
