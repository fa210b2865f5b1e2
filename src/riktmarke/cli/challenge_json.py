"""Findings of the challenge engine as plain values for JSON: every figure of every claim, codes by name."""

from dataclasses import fields
from enum import IntEnum
from math import isfinite
from typing import Any

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.runs import ChallengeRun

COMPUTED = ("in_margins", "interval", "people", "people_interval")


def run_as_json(run: ChallengeRun) -> dict[str, object]:
    """Return which run it is, what it rests on and whether its figures are invented."""
    about, figures = run.version.manifest, run.dataset.version.manifest
    return {
        **{key: about[key] for key in ("version", "created", "dataset_version", "rules", "catalogue")},
        "example": bool(figures.get("example")),
        "attribution": figures.get("attribution", ""),
    }


def finding_as_json(finding: IndicatorFinding) -> dict[str, object]:
    """Return where an indicator is listed and why, with all its claims."""
    return {
        "indicator": finding.indicator,
        "listing": plain(finding.listing),
        "undecided": plain(finding.undecided) if finding.undecided else None,
        "reasons": [plain(reason) for reason in finding.reasons],
        "weight": finding.weight,
        "claims": [claim_as_json(claim) for claim in finding.claims],
    }


def claim_as_json(claim: Claim) -> dict[str, object]:
    """Return every figure of a claim; None where there is none."""
    given = {field.name: getattr(claim, field.name) for field in fields(Claim) if field.name != "indicator"}
    return {name: plain(value) for name, value in {**given, **{n: getattr(claim, n) for n in COMPUTED}}.items()}


def plain(value: Any) -> Any:
    """Return a value as JSON has it: codes by name, and None for what is no finite number."""
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value
