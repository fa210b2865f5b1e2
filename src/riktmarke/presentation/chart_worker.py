"""The process that draws charts: questions in on standard input, pictures out, one per line as JSON.

{"draw": specification} is answered by {"svg": text}, and {"png": SVG, "scale": 2} by {"png": base64}.

vl-convert holds the interpreter's lock while it draws (measured: 0.8 s for the first chart, 0.04–0.15 s for each
after), so a chart drawn in the server's own process would stall every page meanwhile.
"""

import base64
import json
import signal
import sys
from pathlib import Path
from typing import Any

SWEDISH_NUMBERS = {
    "decimal": ",",
    "thousands": "\u00a0",
    "grouping": [3],
    "currency": ["", "\u00a0kr"],
    "minus": "\u2212",
}
ENGLISH_NUMBERS = {**SWEDISH_NUMBERS, "decimal": ".", "thousands": ","}
FONTS = Path(__file__).parent / "chart_fonts"


def draw(spec: dict[str, Any]) -> str:
    """Return the SVG of a Vega-Lite specification, with our type; Swedish numbers unless `usermeta` says English."""
    import vl_convert

    english = spec.get("usermeta", {}).get("language") == "en"
    return vl_convert.vegalite_to_svg(spec, format_locale=ENGLISH_NUMBERS if english else SWEDISH_NUMBERS)


def png(svg: str, scale: float) -> str:
    """Return an SVG as PNG in base64, every pixel of it as `scale` by `scale`."""
    import vl_convert

    return base64.b64encode(vl_convert.svg_to_png(svg, scale=scale)).decode()


def _answer(question: dict[str, Any]) -> dict[str, str]:
    if "png" in question:
        return {"png": png(question["png"], question["scale"])}
    return {"svg": draw(question["draw"])}


def main() -> None:
    """Draw until standard input ends; the first, empty chart warms the engine up before anybody waits for it.

    Ctrl+C reaches every process of the terminal: the one that asks for charts ends this one, by closing its input.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    draw({"data": {"values": [{}]}, "mark": "point"})
    for line in sys.stdin:
        try:
            answer = _answer(json.loads(line))
        except Exception as error:  # noqa: BLE001 - whatever the engine says goes back to the one who asked
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
