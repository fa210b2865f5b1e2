"""Marks at places in pixels, for pictures that work out themselves where everything stands."""

from typing import Any

from riktmarke.presentation.charts import Frame, Spec
from riktmarke.presentation.tokens import PAPER

ALIGNMENTS = ("left", "center", "right")


def text(words: str, x: float, y: float, align: str = "left") -> dict[str, Any]:
    """Return a piece of text at a place, a row for `texts`."""
    return {"text": words, "x": x, "y": y, "align": align}


def texts(rows: list[dict[str, Any]], frame: Frame, colour: str, *, halo: bool = False) -> list[Spec]:
    """Return words at their places; with a halo they can be read across points and lines."""
    made = []
    for align in ALIGNMENTS:
        values = [row for row in rows if row["align"] == align]
        mark = {"type": "text", "align": align, "baseline": "middle", "fontSize": frame.font_px, "color": colour}
        encoding = {"x": px("x"), "y": px("y"), "text": {"field": "text"}}
        under = {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round", "color": PAPER}
        if values and halo:
            made.append({"data": {"values": values}, "mark": mark | under, "encoding": encoding})
        if values:
            made.append({"data": {"values": values}, "mark": mark, "encoding": encoding})
    return made


def ruled(mark: str, rows: list[dict[str, Any]], **given: Any) -> Spec:
    """Return rules or rectangles from x and y to x2 and y2, each in its own colour; `given` belongs to the mark."""
    return {
        "data": {"values": rows},
        "mark": {"type": mark, "opacity": 1, **given},
        "encoding": {name: px(name) for name in ("x", "y", "x2", "y2")} | {"color": own("colour")},
    }


def px(field: str) -> Spec:
    """Return the encoding of a place in pixels. The second end of a line follows the first, without its own scale."""
    if field.endswith("2"):
        return {"field": field}
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def own(field: str, kind: str = "nominal") -> Spec:
    """Return the encoding of what rows say of their looks themselves."""
    return {"field": field, "type": kind, "scale": None, "legend": None}
