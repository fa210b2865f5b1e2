"""Swedish words for the codes of the dialogue: for staff's pages, exports and mails."""

from riktmarke.dialogue.codes import Happening, Kind, MailKind, MailState, Status

STATUS_WORDS = {
    Status.NEW: "Ny",
    Status.HANDLED: "Under handläggning",
    Status.ANSWERED: "Besvarad",
    Status.CLOSED: "Avslutad",
}
KIND_WORDS = {Kind.FEEDBACK: "Synpunkt", Kind.ACCESSIBILITY: "Brist i tillgänglighet"}
MAIL_WORDS = {
    MailKind.RECEIPT: "bekräftelsen till avsändaren",
    MailKind.ANSWER: "svaret till avsändaren",
    MailKind.FORWARDED: "beskedet till avsändaren om att ärendet lämnats vidare",
    MailKind.NOTICE: "avin till den som ska svara",
    MailKind.REMINDER: "påminnelsen till den som ska svara",
}
STATE_WORDS = {
    MailState.WAITS: "väntar",
    MailState.SENDING: "skickas",
    MailState.SENT: "skickad",
    MailState.REFUSED: "avvisad av mottagarens e-postserver",
    MailState.UNCERTAIN: "osäkert om den gick fram",
    MailState.DROPPED: "skickas inte: synpunkten är raderad",
}
AGAIN = "mail_again_"  # what an event tells of when somebody had a mail sent again


def happened_in_words(what: str, told: str) -> str:
    """Return an event as a sentence."""
    if what == Happening.STATUS and told.startswith(AGAIN):
        return f"Skickar igen {MAIL_WORDS[MailKind(told.removeprefix(AGAIN))]}."
    sentences = {
        Happening.RECEIVED: f"Inkom och gick till {told}." if told else "Inkom.",
        Happening.RECEIPT_HELD: "Ingen bekräftelse skickades: för många till samma adress eller samma timme.",
        Happening.FORWARDED: f"Lämnades vidare till {told}.",
        Happening.ANSWERED: "Besvarades.",
        Happening.OVERDUE: "Tiden att spara gick ut. Synpunkten finns kvar tills någon besvarar eller avslutar den.",
        Happening.ERASED: "Namn, e-postadress och text raderades.",
    }
    if what == Happening.STATUS:
        return f"Ändrades till: {STATUS_WORDS[Status(told)].lower()}."
    if what in {Happening.MAIL_SENT, Happening.MAIL_REFUSED}:
        mail = MAIL_WORDS[MailKind(told)]
        return f"Skickade {mail}." if what == Happening.MAIL_SENT else f"Kunde inte skicka {mail}."
    return sentences[Happening(what)]
