"""What the list of challenges gives as files: the picture, every claim for programs, the list for Excel."""

import csv
import io
import re
from dataclasses import replace

import pytest
from django.test import Client

from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.publishing.website.challenges.account import account_of
from riktmarke.publishing.website.challenges.claims_csv import claims_csv
from riktmarke.publishing.website.figures import Figures
from tests.publishing.reading import main_of, text_of

OWN = "/kommun/9101/utmaningar/"


@pytest.fixture
def visitor(challenge_site: Figures) -> Client:
    """Somebody who reads the site with challenges."""
    return Client()


@pytest.fixture
def planned_visitor(challenge_site: Figures, plan_of_exempelby: None) -> Client:
    """Somebody who reads the site of a municipality with challenges and a plan."""
    return Client()


def test_the_picture_says_the_same_to_those_who_listen_as_the_page(visitor: Client) -> None:
    html = main_of(visitor, OWN)
    svg = visitor.get(f"{OWN}bild.svg").content.decode()
    described = re.search(r"<desc[^>]*>(.*)</desc>", svg)
    assert described
    assert f'alt="{described[1]}"' in html
    assert described[1].startswith("Punktdiagram över 3 utmaningar: ")
    assert '<title id="title">Utmaningar: Exempelby</title>' in svg


@pytest.mark.parametrize("width", ["", "?bredd=mellan", "?bredd=smal"])
def test_the_picture_has_the_size_that_the_page_leaves_room_for_and_can_be_kept(visitor: Client, width: str) -> None:
    answer = visitor.get(f"{OWN}bild.svg{width}")
    drawn = re.search(r'width="(\d+)" height="(\d+)"', answer.content.decode())
    assert drawn
    assert f'width="{drawn[1]}" height="{drawn[2]}"' in main_of(visitor, OWN)
    again = visitor.get(f"{OWN}bild.svg{width}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_picture_follows_the_choices(visitor: Client, planned_visitor: Client) -> None:
    women = visitor.get(f"{OWN}bild.svg?grupp=kvinnor").content.decode()
    assert "Punktdiagram över 2 utmaningar" in women
    assert '<title id="title">Utmaningar: Exempelby, kvinnor</title>' in women
    kept = visitor.get(f"{OWN}bild.svg?grupp=kvinnor&ram=agenda-2030/3&ladda-ner")
    assert kept.headers["Content-Disposition"].endswith('"riktmarke-9101-utmaningar-kvinnor-agenda-2030-3.svg"')
    health = planned_visitor.get(f"{OWN}bild.svg?omrade=halsa").content.decode()
    assert "1 Påhittad andel utan publicerat" in health  # the names are cut
    assert "Påhittad andel, bara" not in health


def test_the_file_has_every_claim_also_those_that_do_not_stand(visitor: Client, challenge_site: Figures) -> None:
    answer = visitor.get(f"{OWN}utmaningar.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="riktmarke-9101-utmaningar.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    found = challenge_site.challenges().of("9101").by_indicator
    claims = [c for finding in found.values() for c in finding.claims if c.kind is not ClaimKind.PACE]
    assert len(rows) == len(claims)
    assert {row["kind"] for row in rows} == {claim.kind.name.lower() for claim in claims}
    assert {row["area"] for row in rows} == {"Exempelby"}
    assert sum(row["found_worse"] == "1" for row in rows) == sum(claim.worse for claim in claims)
    assert {row["source"] for row in rows} == {"Egen bearbetning av Kolada"}
    level = next(r for r in rows if (r["indicator"], r["kind"], r["group"]) == ("N90002", "level", "_T"))
    low, difference, high = (float(level[name]) for name in ("worse_by_low_95", "worse_by", "worse_by_high_95"))
    assert low < difference < high
    assert difference == pytest.approx(float(level["value"]) - float(level["reference"]))
    claim = next(c for c in found["N90002"].claims if c.kind is ClaimKind.LEVEL and c.group == "_T")
    figures = ("se", "members", "size", "rank", "rank_lower", "rank_upper", "rank_of")
    assert [float(level[name] or 0) for name in figures] == pytest.approx([float(getattr(claim, n)) for n in figures])
    assert float(level["degrees_of_freedom"]) == pytest.approx(claim.free)
    changed = next(row for row in rows if row["kind"] == "trend")
    assert int(changed["first_year"]) <= int(changed["first_until"]) < int(changed["last_from"]) <= int(changed["year"])


def test_the_list_is_a_file_that_excel_in_swedish_opens(visitor: Client, challenge_site: Figures) -> None:
    address = re.search(r'href="([^"]+)">Hämta listan för Excel', main_of(visitor, f"{OWN}?grupp=kvinnor"))
    assert address
    answer = visitor.get(address[1])
    assert answer.headers["Content-Disposition"].endswith('"riktmarke-9101-utmaningar-kvinnor-excel.csv"')
    whole = visitor.get(f"{OWN}utmaningar-excel.csv")
    women, rows = (
        list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";")) for file in (answer, whole)
    )
    account = challenge_site.challenges().of("9101")
    assert [row["Mått"] for row in rows] == [finding.indicator for same in account.grouped for finding in same]
    assert [row["Nummer"] for row in rows] == ["1", "1", "2", "3"]
    people = next(row for row in rows if row["Mått"] == "N90002")
    claim = account.by_indicator["N90002"].worse[0]
    assert (people["Värde"], people["Enhet"]) == (f"{claim.value}".replace(".", ","), "procent")
    assert float(people["Sämre med"].replace(",", ".")) == pytest.approx(claim.estimate, abs=0.001)
    assert people["Jämfört med"] == "övriga kommuner i Påhittade Norr"
    assert people["Personer"] == "63"
    assert people["Mening"].replace("\u00a0", " ") in text_of(main_of(visitor, OWN))
    assert people["Källa"] == "Egen bearbetning av Kolada"
    assert {row["Grupp"] for row in women} == {"Kvinnor"}
    assert all(row["Skäl"] for row in rows)


def test_what_a_target_is_for_has_a_column_of_its_own_and_a_line_is_no_claim(challenge_site: Figures) -> None:
    account = account_of(challenge_site, challenge_site.place("9101"))
    assert account is not None
    name, finding = "N90002", account.findings.by_indicator["N90002"]
    level = finding.worse[0]
    aimed = replace(level, kind=ClaimKind.TARGET, first_period=2038)
    line, uncounted = replace(level, kind=ClaimKind.PACE), replace(level, worse=False, uncounted=True)
    only = replace(account.findings, by_indicator={name: replace(finding, claims=(aimed, line, uncounted))})
    account.__dict__["findings"] = only  # as the account holds what the run says
    target, other = csv.DictReader(io.StringIO(claims_csv(account)))
    assert (target["kind"], target["target_year"], target["first_year"]) == ("target", "2038", "")
    assert (other["kind"], other["target_year"]) == ("level", "")
    assert [row["uncounted"] for row in (target, other)] == ["0", "1"]
