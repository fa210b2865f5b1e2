"""The command `riktmarke`: its subcommands, and how errors end it.

Exit codes: 0 done, 1 something the user can mend, 2 wrong usage, 3 a fault of ours.
"""

import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

import typer

try:
    from riktmarke.cli import (
        areas,
        assess,
        catalogue,
        challenges,
        dialogue,
        draw,
        example,
        export,
        imports,
        outlook,
        plan,
        staff,
        store,
        sync,
        up,
        worker,
    )
    from riktmarke.cli.surroundings import surroundings_explained
    from riktmarke.vocabulary.errors import RiktmarkeError
except KeyboardInterrupt:  # loading them takes a second, and Ctrl+C may come in it
    sys.exit(130)

app = typer.Typer(
    name="riktmarke",
    help=(
        "Official statistics for any Swedish municipality, compared and assessed.\n\n"
        "Start with [bold]riktmarke up[/bold]: it brings in the figures, assesses them and serves the site. "
        "Every command explains itself with --help."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("up")(up.up)
app.command("sync")(sync.sync)
app.command("import")(imports.import_figures)
app.command("example")(example.example)
app.command("assess")(assess.assess)
app.command("challenges")(challenges.challenges)
app.command("outlook")(outlook.outlook)
app.command("draw")(draw.draw)
app.command("areas")(areas.areas)
app.command("series")(areas.series)
app.command("worker")(worker.worker)
app.add_typer(plan.app, name="plan")
app.add_typer(staff.app, name="staff")
app.add_typer(store.app, name="store")
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(export.app, name="export")
app.add_typer(dialogue.app, name="dialogue")

DONE, MENDABLE, FAULT, INTERRUPTED = 0, 1, 3, 130


def run() -> None:
    """Run the command line and end with the exit code that fits."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "riktmarke.config.settings")
    try:
        app()
    except RiktmarkeError as error:
        _say(error)
        sys.exit(MENDABLE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:  # noqa: BLE001  # the last line of defence: whatever is left is a fault of ours
        if (mendable := surroundings_explained(error)) is not None:
            _say(mendable)
            sys.exit(MENDABLE)
        _say_fault(error)
        sys.exit(FAULT)


def _say(error: RiktmarkeError) -> None:
    if "--json" in sys.argv:
        said = {"code": type(error).__name__, "what": error.what, "expected": error.expected, "remedy": error.remedy}
        print(json.dumps({"error": said}, ensure_ascii=False), file=sys.stderr)
    else:
        print(f"\n{error}", file=sys.stderr)


def _say_fault(error: Exception) -> None:
    with tempfile.NamedTemporaryFile("w", prefix="riktmarke-fault-", suffix=".txt", delete=False) as file:
        file.write(traceback.format_exc())
    print(
        f"\nSomething went wrong that is a fault of ours: {type(error).__name__}: {error}\n"
        f"What to do: report it together with {Path(file.name)}, which says where. Your figures are untouched.",
        file=sys.stderr,
    )
