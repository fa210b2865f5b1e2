"""The word for a single indicator by the list it stands in."""

from riktmarke.assessment.challenges.kinds import Listing

VERDICTS: dict[Listing, str] = {
    Listing.CHALLENGE: "Utmaning",
    Listing.STRENGTH: "Styrka",
    Listing.LARGE_UNCERTAIN: "Stor men osäker skillnad",
    Listing.UNDECIDED: "Går inte att avgöra",
    Listing.LIKE_OTHERS: "Som hos andra",
    Listing.NOT_JUDGED: "Bedöms inte",
    Listing.NO_FIGURE: "Inga siffror",
}
