"""What the list of challenges links to as files: its picture as SVG, and its claims and challenges as CSV."""

from django.http import HttpRequest, HttpResponse

from riktmarke.assessment.challenges.choosing import Findings
from riktmarke.presentation.challenge_chart import challenge_chart
from riktmarke.presentation.language import say
from riktmarke.publishing.website.chain.held import chain_of
from riktmarke.publishing.website.challenges.account import Account, account_of, selected
from riktmarke.publishing.website.challenges.challenges_excel import challenges_excel
from riktmarke.publishing.website.challenges.choosing import Narrowing, narrowing
from riktmarke.publishing.website.challenges.claims_csv import claims_csv
from riktmarke.publishing.website.challenges.picture import picture_points, picture_title
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.series_files import csv_file, drawn_chart, frame_of, or_not_found
from riktmarke.publishing.website.series_workbook import figure_days
from riktmarke.publishing.website.workbook import excel_file, from_table, workbook
from riktmarke.vocabulary.errors import NoFigures


@or_not_found
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the picture of the challenges that the same choices as the list's keep."""
    account = _account(code)
    narrowed, together = _chosen(request, account)
    points = picture_points(account, [findings[0] for findings in together])
    chart = challenge_chart(points, title=picture_title(account, narrowed), frame=frame_of(request))
    filename = f"riktmarke-{code}-utmaningar{narrowed.ending}.svg"
    return drawn_chart(request, account.source, chart, filename, notes=(f"{account.whence}.",))


@or_not_found
def every_claim(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with every claim about the municipality for programs."""
    del request
    return csv_file(claims_csv(_account(code)), f"riktmarke-{code}-utmaningar.csv")


@or_not_found
def for_excel(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the challenges that the same choices as the list's keep, as Excel in Swedish opens them."""
    account = _account(code)
    narrowed, together = _chosen(request, account)
    return csv_file(challenges_excel(account, together), f"riktmarke-{code}-utmaningar{narrowed.ending}-excel.csv")


@or_not_found
def workbook_of_challenges(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the same challenges as `for_excel` as a workbook, with what the figures are."""
    account = _account(code)
    narrowed, together = _chosen(request, account)
    sheet = from_table(challenges_excel(account, together), title=say("Utmaningar"))
    about = [
        *([(say("Obs"), account.source.example)] if account.source.example else []),
        (say("Visar"), picture_title(account, narrowed)),
        (say("Källa"), account.whence),
        *((name, text) for name, text in figure_days(account.source)),
    ]
    return excel_file(workbook([sheet], about), f"riktmarke-{code}-utmaningar{narrowed.ending}.xlsx")


def _account(code: str) -> Account:
    source = figures()
    account = account_of(source, source.place(code))
    if account is None:
        raise NoFigures(f"There are no challenges of {code} yet.", remedy="riktmarke challenges")
    return account


def _chosen(request: HttpRequest, account: Account) -> tuple[Narrowing, tuple[Findings, ...]]:
    source = account.source
    chain = chain_of(account.place.area.code) if "omrade" in request.GET else None
    narrowed = narrowing(request.GET, source.catalogue, source.frameworks, chain)
    return narrowed, account.findings.together(selected(account, narrowed).challenges)
