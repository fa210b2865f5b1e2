"""What the figures of a theme cannot show, and why: said on the page, so that silence is never read as good news."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from riktmarke.vocabulary.groups import Ground

# By the framework and the item, as in its address.
NOT_MEASURED: Mapping[str, Promise] = {
    "gender-equality/1": _(
        "Makt i folkvalda församlingar går att räkna. Makt i företag, föreningar, medier och hemma finns inte i den "
        "statistik som når kommunen."
    ),
    "gender-equality/3": _(
        "Resultat och trygghet i skolan går att följa. Hur undervisningen går till, och vilka val flickor och pojkar "
        "uppmuntras till, syns inte i måtten här."
    ),
    "gender-equality/4": _(
        "Det obetalda arbetet går knappt att mäta lokalt. Hur tiden hemma fördelas vet man bara genom att fråga "
        "människor vad de gör, timme för timme. Sådana undersökningar är urval ur hela landet: för få svarar i varje "
        "kommun för att kunna visas. Det som finns är hur föräldrar delar på dagar med ersättning, en liten del av "
        "arbetet. Städning, matlagning och vård av vuxna anhöriga syns inte alls."
    ),
    "gender-equality/5": _(
        "Det mesta bygger på enkäter, där få svarar i varje kommun och andelen som svarar skiljer sig mellan grupper."
    ),
    "gender-equality/6": _(
        "Våldet går knappt att mäta lokalt. Anmälda brott säger vad som anmäls, inte vad som sker, och mycket av "
        "våldet i nära relationer anmäls aldrig. Fler anmälningar kan betyda mer våld, eller att fler vågar anmäla. "
        "Därför säger en låg siffra här inte att våldet är litet."
    ),
}

# What official statistics can and cannot show of each ground, whichever indicators there are.
OF_GROUNDS: Mapping[Ground, tuple[Promise, Promise]] = {
    Ground.SEX: (
        _("Kvinnor och män var för sig, i de flesta mått som handlar om människor."),
        _("Fler än två kön. Statistiken bygger på det kön som står i folkbokföringen, och där finns två."),
    ),
    Ground.GENDER_IDENTITY: (
        _("Ingenting, för kommunen."),
        _(
            "Hur det går för den som inte är kvinna eller man, eller vars könsidentitet inte är den som står i "
            "folkbokföringen. Ingen räknas efter könsidentitet. De räknas ändå med i varje mått, som kvinna eller man, "
            "och de har samma rättigheter som alla andra."
        ),
    ),
    Ground.ETHNICITY: (
        _("Inrikes och utrikes födda, där källan delar upp dem. Födelseland är en grov ersättning för etnicitet."),
        _(
            "Etnisk tillhörighet, nationella minoriteter, och inrikes födda som ändå möter rasism. Ingen "
            "officiell statistik för register över etnicitet."
        ),
    ),
    Ground.RELIGION: (
        _("Ingenting, för kommunen."),
        _("Religion och tro finns inte i någon officiell statistik om kommunens invånare, och ska inte registreras."),
    ),
    Ground.DISABILITY: (
        _("Insatser för den som har stöd av kommunen, och vad människor själva svarar i enkäter."),
        _(
            "Hur det går för alla med funktionsnedsättning. Det finns inget register över vem som har en, och den som "
            "inte söker stöd syns inte."
        ),
    ),
    Ground.SEXUAL_ORIENTATION: (
        _("Ingenting, för kommunen."),
        _(
            "Sexuell läggning registreras inte, och ska inte göra det. Det som är känt kommer ur nationella enkäter, "
            "som inte går att dela upp på kommuner."
        ),
    ),
    Ground.AGE: (
        _("Barn, unga och äldre, där måtten gäller en viss ålder eller källan delar upp efter ålder."),
        _("Om någon har missgynnats på grund av ålder. Måtten visar skillnader, inte varför de finns."),
    ),
}
