"""What the codes of the challenge engine are called, in both languages: text alone, without symbols."""

from riktmarke.assessment.challenges.history import Why
from riktmarke.assessment.challenges.kinds import Against, ChallengeReason, Key, Listing, UncertaintySource, Undecided
from riktmarke.presentation.language import Language
from riktmarke.presentation.sentences import Wording


def reason_label(reason: ChallengeReason, language: Language = Language.SWEDISH) -> str:
    """Return why an indicator is a challenge, in lower case: "sämre än andra"."""
    raise NotImplementedError


def listing_label(listing: Listing, language: Language = Language.SWEDISH) -> str:
    """Return the heading of a list: "Utmaningar"."""
    raise NotImplementedError


def undecided_sentence(undecided: Undecided, language: Language = Language.SWEDISH) -> str:
    """Return why something cannot be decided as a full sentence; empty where it is decided."""
    raise NotImplementedError


def group_label(group: Key, language: Language = Language.SWEDISH) -> str:
    """Return whom a group is, as it stands inside a sentence: "alla", "kvinnor", "utrikes födda män"."""
    raise NotImplementedError


def against_label(wording: Wording, against: Against, language: Language = Language.SWEDISH) -> str:
    """Return whom is compared with: "liknande kommuner", "övriga kommuner i Dalarna", "Sverige"; empty for nobody."""
    raise NotImplementedError


def source_label(source: UncertaintySource, language: Language = Language.SWEDISH) -> str:
    """Return whence the uncertainty is known, in a few words: "publicerad av källan"."""
    raise NotImplementedError


def why_label(why: Why, language: Language = Language.SWEDISH) -> str:
    """Return why an indicator came to or left the challenges, as a full sentence."""
    raise NotImplementedError
