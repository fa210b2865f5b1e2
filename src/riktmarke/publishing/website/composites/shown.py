"""What the page of a composite shows: each dimension by itself, and last what a weighting makes of them."""

from dataclasses import dataclass

from riktmarke.assessment.composites.account import CompositeAccount, ScoreAccount
from riktmarke.assessment.composites.scores import OVERALL
from riktmarke.governance.composites import CompositeDimension
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.composite_rows import (
    PartRow,
    RankRow,
    county_rows,
    part_rows,
    together_change_sentence,
    together_sentence,
    weight_words,
    year_rows,
)
from riktmarke.presentation.composite_words import (
    AUDIENCES,
    Name,
    change_sentence,
    needed_sentence,
    rank_sentence,
    score_words,
    weights_sentence,
)
from riktmarke.presentation.labels import listed, quoted_title, uncapitalised
from riktmarke.presentation.language import say
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.composites.held import Held
from riktmarke.publishing.website.figures import Place
from riktmarke.publishing.website.languages.titles import swedish_text


@dataclass(frozen=True)
class ScoreShown:
    """A score on the page. `why_not` says why there is none; everything else is then empty.

    `said` are sentences in order; `missing` the titles of parts that have no value that counts here.
    """

    key: str
    title: str
    says: str
    why_not: str
    year: int = 0
    of: int = 0
    said: tuple[str, ...] = ()
    county: tuple[RankRow, ...] = ()
    years: tuple[RankRow, ...] = ()
    parts: tuple[PartRow, ...] = ()
    missing: tuple[str, ...] = ()
    needed: str = ""
    changed: tuple[str, ...] = ()
    weights: str = ""
    needed_known: bool = False
    years_caption: str = ""
    county_caption: str = ""

    @property
    def ranks_now(self) -> str:
        """The ranks that may be in the latest year, "plats 5–15 av 15"; empty where nobody is ranked."""
        return next((say("plats {ranks}", ranks=row.ranks) for row in reversed(self.years) if not row.together), "")


def dimensions_shown(held: Held, account: CompositeAccount, place: Place) -> tuple[ScoreShown, ...]:
    """Return the dimensions in the composite's order, those that cannot be told with the reason."""
    return tuple(_dimension(held, account, dimension, place) for dimension in held.told.dimensions)


def overall_shown(held: Held, account: CompositeAccount, place: Place) -> ScoreShown:
    """Return what the weighting makes of the dimensions."""
    score, title = account.scores.get(OVERALL), say("Sammanvägt")
    if score is None:
        return ScoreShown(OVERALL, title, "", say("Det finns ingen sammanvägd poäng: minst en del saknar värden."))
    weights = score.series.dimension_weights
    named = [
        f"{quoted_title(uncapitalised(d.title))} {weight_words(weights[d.id])}"
        for d in held.told.dimensions
        if d.id in weights
    ]
    says = say("Vikter: {listed}.", listed=listed(named))
    return _score(held, score, place, key=OVERALL, title=title, in_sentences=title, says=says, parts=())


def _dimension(held: Held, account: CompositeAccount, dimension: CompositeDimension, place: Place) -> ScoreShown:
    score = account.scores.get(dimension.id)
    if score is None:
        return ScoreShown(dimension.id, dimension.title, dimension.says, _why_not(account, dimension, place))
    parts = part_rows(score, dimension.parts, _definitions(held), _names(held))
    return _score(
        held, score, place, key=dimension.id, title=dimension.title, in_sentences=quoted_title(dimension.title),
        says=dimension.says, parts=parts, missing=_missing(held, account, dimension, parts),
    )  # fmt: skip


def _score(
    held: Held,
    score: ScoreAccount,
    place: Place,
    *,
    key: str,
    title: str,
    in_sentences: str,
    says: str,
    parts: tuple[PartRow, ...],
    missing: tuple[str, ...] = (),
) -> ScoreShown:
    latest, weights = score.latest, score.weights
    own = int((weights.members == held.figures.areas.position(place.area.code)).argmax())
    ranked = latest.of > 1
    said = [
        say(
            "{place_name} ligger {score_words} {last}.",
            place_name=place.name,
            score_words=score_words(latest.score),
            last=latest.last,
        )
    ]
    if ranked:
        said = [_rank(score, in_sentences, place), together_sentence(score), *said]
    first = score.history[0].last
    return ScoreShown(
        key=key,
        title=title,
        says=says,
        why_not="",
        year=latest.last,
        of=len(score.county),
        said=tuple(filter(None, said)),
        county=county_rows(score, place.area.code, _names(held)) if ranked else (),
        years=year_rows(score) if ranked else (),
        parts=parts,
        missing=missing,
        needed=needed_sentence(score.what, place.name, held.told.superlative, _names(held)) if score.what else "",
        years_caption=say(
            "{title}, år för år: {place_name} bland länets kommuner", title=in_sentences, place_name=place.name
        ),
        county_caption=say("{title} {last}: länets kommuner", title=in_sentences, last=latest.last),
        needed_known=bool(score.what and score.what.missing > 0 and score.what.values_then),
        changed=_changed(score, first),
        weights=weights_sentence(
            place.name, float(weights.first[own]), int(weights.low[own]), int(weights.high[own]), len(score.county)
        )
        if ranked
        else "",
    )  # fmt: skip


def _changed(score: ScoreAccount, first: int) -> tuple[str, ...]:
    """What has changed: several years together where there are as many, for they tell more, and single years."""
    single = change_sentence(score.changed, first, score.latest.last) if score.changed is not None else ""
    return tuple(filter(None, (together_change_sentence(score), single)))


def _rank(score: ScoreAccount, title: str, place: Place) -> str:
    one = score.latest
    return rank_sentence(place.name, title, one.last, lower=one.lower, upper=one.upper, of=one.of)


def _why_not(account: CompositeAccount, dimension: CompositeDimension, place: Place) -> str:
    audience = account.audience
    if audience is not None and not any(audience in part.audiences for part in dimension.parts):
        return swedish_text(dimension.without.get(audience, "")) or say(
            "Ingen del är för {audiences}.", audiences=say(AUDIENCES[audience])
        )
    return say(
        "{place_name} har ingen poäng: för lite av det som vägs ihop har värden som är nog nya.", place_name=place.name
    )


def _missing(
    held: Held, account: CompositeAccount, dimension: CompositeDimension, parts: tuple[PartRow, ...]
) -> tuple[str, ...]:
    there, definitions = {row.indicator for row in parts}, _definitions(held)
    asked = (p for p in dimension.parts if account.audience is None or account.audience in p.audiences)
    return tuple(
        swedish_text(title_in_tongue(definitions[p.indicator]))
        for p in asked
        if p.indicator not in there and p.indicator in definitions
    )


def _definitions(held: Held) -> dict[str, Definition]:
    return {part.part.indicator: part.definition for part in held.figures.parts}


def _names(held: Held) -> Name:
    areas = held.figures.areas
    return lambda code: areas[code].name
