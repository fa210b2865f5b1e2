"""`riktmarke challenges`: a municipality's challenges and how we know, or how many each municipality has."""

import json
from collections import Counter
from dataclasses import asdict
from statistics import median
from typing import Annotated

import typer
from django.conf import settings
from rich.markup import escape
from rich.table import Table

from riktmarke.assessment.challenges.choosing import EVERYONE
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import Key, Listing
from riktmarke.assessment.challenges.runs import ChallengeRun
from riktmarke.cli.area_choice import choose_area, own_area
from riktmarke.cli.challenge_json import finding_as_json, plain, run_as_json
from riktmarke.cli.challenge_lists import GROUPS, OF_NO_GROUP, ListName, listed
from riktmarke.cli.challenge_run import challenges_found
from riktmarke.cli.challenge_text import Telling, print_explained, print_findings, print_moved
from riktmarke.cli.terminal import configured_catalogue, configured_store, err, out, progress_shown
from riktmarke.governance.plan_errors import nearest
from riktmarke.operations.sync import rest_waits
from riktmarke.presentation.labels import example_label
from riktmarke.presentation.language import Language
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import UnknownSeries

COUNTED = (Listing.STRENGTH, Listing.LARGE_UNCERTAIN, Listing.UNDECIDED, Listing.LIKE_OTHERS)
COUNT_HEADINGS = ("Challenges", "Strengths", "Uncertain", "Undecided", "Like others")


def challenges(
    *,
    area: Annotated[
        str | None, typer.Option(help="the municipality's code or name; without it the one that the site is for")
    ] = None,
    wanted: Annotated[ListName, typer.Option("--list", help="which list")] = ListName.CHALLENGES,
    group: Annotated[
        str | None,
        typer.Option(
            help="only what is about a group: women, men, foreign-born, foreign-born-women, …, or in Swedish: kvinnor",
            metavar="GROUP",
        ),
    ] = None,
    indicator: Annotated[
        str | None, typer.Option(help="how we know: everything about one indicator, such as N00957", metavar="ID")
    ] = None,
    everywhere: Annotated[bool, typer.Option("--all", help="how many challenges each municipality has")] = False,
    language: Annotated[Language, typer.Option(help="the language of what is said")] = Language.SWEDISH,
    limit: Annotated[int, typer.Option(min=0, help="how many to list at most; 0 for all")] = 20,
    again: Annotated[bool, typer.Option("--again", help="find them anew, even where nothing has changed")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print as JSON, with every figure and code")] = False,
) -> None:
    """Say what a municipality's challenges are, what weighs the most first; and its strengths, and what is uncertain.

    Every indicator of the catalogue is compared with similar municipalities, the rest of the county and the country,
    over time and between groups. A challenge is a difference that matters and that is hardly chance alone, by the
    rules of the municipality's plan; so is a target that will hardly be reached. Where figures, rules or plans have
    changed, all is found anew first, which takes some ten seconds for the whole country, and a minute more where
    figures that plans aim at must be forecast again.

    Examples:
      riktmarke challenges
      riktmarke challenges --area 2085 --group women
      riktmarke challenges --list strengths --language en
      riktmarke challenges --indicator N00957
      riktmarke challenges --all --limit 0 --json
    """
    groups = _group(group)
    _refuse_contradictions(area=area, wanted=wanted, group=groups, indicator=indicator, everywhere=everywhere)
    catalogue = configured_catalogue()
    if indicator is not None and indicator not in catalogue:
        raise UnknownSeries(
            f"There is no indicator {indicator!r} in the catalogue.",
            expected="the id of one of its indicators",
            remedy=f"correct it ({nearest(indicator, list(catalogue))}), or find it with riktmarke series WORDS.",
        )
    run = challenges_found(configured_store(), catalogue, again=again)
    if rest_waits(run.dataset):
        err.print("The figures are of a part of the country only. The rest: riktmarke sync --all")
    if everywhere:
        _tell_all(run, limit=limit, as_json=as_json)
        return
    code, note = choose_area(run.dataset, wanted=area, held=own_area(), usual=settings.RIKTMARKE_AREA)
    if note:
        err.print(escape(note))
    telling = Telling(run.dataset.areas[code], run.dataset, catalogue, language)
    if indicator is not None:
        _tell_one(run, telling, run.of(code).by_indicator[indicator], as_json=as_json)
    elif wanted is ListName.NEW:
        _tell_moved(run, telling, limit=limit, as_json=as_json)
    else:
        _tell_list(run, telling, wanted, groups, limit=limit, as_json=as_json)


def _group(name: str | None) -> Key:
    if name is None:
        return EVERYONE
    if name not in GROUPS:
        raise typer.BadParameter(f"{name!r} is no group: choose one of {', '.join(GROUPS)}.")
    return GROUPS[name]


def _refuse_contradictions(
    *, area: str | None, wanted: ListName, group: Key, indicator: str | None, everywhere: bool
) -> None:
    narrowed = wanted is not ListName.CHALLENGES or group != EVERYONE
    if everywhere and (area or indicator or narrowed):
        raise typer.BadParameter("--all counts for every municipality: leave out --area, --list, --group, --indicator.")
    if indicator and narrowed:
        raise typer.BadParameter("--indicator tells everything about one: leave out --list and --group.")
    if wanted in OF_NO_GROUP and group != EVERYONE:
        raise typer.BadParameter(f"--list {wanted.value} is about indicators, not groups: leave out --group.")


def _tell_list(run: ChallengeRun, telling: Telling, wanted: ListName, group: Key, *, limit: int, as_json: bool) -> None:
    account = run.of(telling.area.code)
    findings = listed(account, wanted, group)
    together = account.together(findings) if wanted is ListName.CHALLENGES else tuple((one,) for one in findings)
    if not as_json:
        print_findings(telling, wanted, together, group=None if group == EVERYONE else group, limit=limit)
        return
    shown = together[:limit] if limit else together
    said = [
        {"number": number, **_said(telling, finding, wanted)}
        for number, same in enumerate(shown, start=1)
        for finding in same
    ]
    counts = {"indicator_count": len(findings), "count": len(together)}
    _print_json(run, telling, {"list": wanted.value, "group": group, **counts, "findings": said})


def _tell_one(run: ChallengeRun, telling: Telling, finding: IndicatorFinding, *, as_json: bool) -> None:
    if not as_json:
        print_explained(telling, finding)
        return
    explained = [asdict(section) for section in telling.explained(finding)]
    said = _said(telling, finding, ListName.CHALLENGES)
    _print_json(run, telling, {"finding": {**said, "how_we_know": explained}})


def _tell_moved(run: ChallengeRun, telling: Telling, *, limit: int, as_json: bool) -> None:
    news = run.moved(telling.area.code)
    if not as_json:
        print_moved(telling, news, limit=limit, first_run=len(run.history.runs()) < 2)
        return
    shown = [
        {
            "indicator": move.indicator,
            "title": telling.wording(move.indicator).title,
            **{name: plain(getattr(move, name)) for name in ("before", "after", "why")},
        }
        for move in (news.moves[:limit] if limit else news.moves)
    ]
    since = news.since.isoformat() if news.since else None
    _print_json(run, telling, {"list": ListName.NEW.value, "since": since, "count": len(news.moves), "moved": shown})


def _said(telling: Telling, finding: IndicatorFinding, wanted: ListName) -> dict[str, object]:
    return {
        "title": telling.wording(finding.indicator).title,
        "sentence": telling.sentence(finding, wanted),
        "people_sentence": telling.people(finding),
        **finding_as_json(finding),
    }


def _print_json(run: ChallengeRun, telling: Telling, told: dict[str, object]) -> None:
    whose = {"area": telling.area.code, "name": telling.area.name, "language": telling.language.value}
    print(json.dumps({**whose, "run": run_as_json(run), **told}, ensure_ascii=False))


def _tell_all(run: ChallengeRun, *, limit: int, as_json: bool) -> None:
    """Tell how many challenges every municipality has, those with the most first, and what stands in its other lists.

    Challenges are counted as elsewhere, those that show the same thing once; the other lists by indicator.
    """
    municipalities = run.dataset.areas.of_kind(AreaKind.MUNICIPALITY)
    things: dict[str, int] = {}
    listings: dict[str, Counter[Listing]] = {}
    with progress_shown() as told:
        for done, place in enumerate(municipalities, start=1):
            account = run.of(place.code)
            things[place.code] = len(account.grouped)
            listings[place.code] = Counter(one.listing for one in account.by_indicator.values())
            told("Counting in every municipality", done, len(municipalities))
    ordered = sorted(municipalities, key=lambda place: (-things[place.code], place.code))
    shown = ordered[:limit] if limit else ordered
    if as_json:
        rows = [
            {
                "area": place.code,
                "name": place.name,
                "challenges": things[place.code],
                "indicators": {plain(one): listings[place.code][one] for one in Listing},
            }
            for place in shown
        ]
        print(json.dumps({"run": run_as_json(run), "count": len(ordered), "areas": rows}, ensure_ascii=False))
        return
    if label := example_label(run.dataset.version.manifest):
        out.print(f"[bold]{label}[/bold]")
    table = Table("Code", "Name", box=None, pad_edge=False)
    for heading in COUNT_HEADINGS:
        table.add_column(heading, justify="right")
    for place in shown:
        counts = (things[place.code], *(listings[place.code][one] for one in COUNTED))
        table.add_row(place.code, escape(place.name), *map(str, counts))
    out.print(table)
    of_each = sorted(things.values())
    out.print(
        f"{len(of_each)} municipalities, {len(run.catalogue)} indicators. Challenges: from {of_each[0]} to "
        f"{of_each[-1]}, {median(of_each):g} in the middle; those that show the same thing are one. It is no ranking: "
        "what has no figure, or an uncertain one, is never a challenge."
    )
    if len(ordered) > len(shown):
        out.print(f"… and {len(ordered) - len(shown)} more (--limit 0).")
