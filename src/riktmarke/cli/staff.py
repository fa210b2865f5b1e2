"""`riktmarke staff`: who may keep a plan. The first administrator is made here; the rest can be done on the site."""

import json
import secrets
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from django.conf import settings
from django.core.exceptions import ValidationError
from rich.markup import escape
from rich.table import Table

from riktmarke.cli.database import prepare_database
from riktmarke.cli.terminal import now, out, time_at_the_place
from riktmarke.vocabulary.errors import RiktmarkeError

if TYPE_CHECKING:
    from riktmarke.governance.models import Plan

app = typer.Typer(
    help=(
        "Who may keep a plan, at which level: administrator, editor, contributor or reader.\n\n"
        "The first administrator is made here, and adds the others on the site, under Behörigheter. "
        "docs/permissions.md says what each level may do."
    ),
    no_args_is_help=True,
)
BY = "riktmarke staff"
LEVELS = ("administrator", "editor", "contributor", "reader")
User = Annotated[str, typer.Argument(help="the user name; an e-mail address is one", metavar="USER")]
Area = Annotated[str | None, typer.Option(help="the municipality of the plan; without it the only plan there is")]


@app.command("add")
def add(
    user: User,
    *,
    area: Area = None,
    level: Annotated[str, typer.Option(help=f"one of {', '.join(LEVELS)}")] = "administrator",
    unit: Annotated[
        list[str] | None, typer.Option(help="key of an own unit, for a contributor; may be repeated")
    ] = None,
    role: Annotated[list[str] | None, typer.Option(help="key of a role that the user holds; may be repeated")] = None,
    ask_password: Annotated[
        bool, typer.Option("--ask-password", help="ask for the new account's password instead of making one up")
    ] = False,
    superuser: Annotated[
        bool, typer.Option("--superuser", help="may do everything in every plan, and see Wagtail's own settings")
    ] = False,
) -> None:
    """Add a user to a plan, or change the level; an account that is missing is made.

    A new account's password is asked for with --ask-password, and otherwise made up and printed once. So is another for
    an account that was opened by a link shown to somebody on the site, when it comes into one more plan.

    Examples:
      riktmarke staff add redaktion@example.org
      riktmarke staff add skola@example.org --area 2083 --level contributor --unit bildningsnamnden
    """
    prepare_database()
    from riktmarke.editing.access.accounts import accounts_called, link_shown_to
    from riktmarke.editing.access.memberships import add_account, make_superuser, set_membership, set_password
    from riktmarke.editing.access.rights import Level

    if level not in LEVELS:
        raise RiktmarkeError(f"--level {level}.", expected=f"one of {', '.join(LEVELS)}", remedy="choose one of them.")
    plan = _plan(area)
    units, roles = _keys(plan, "units", unit), _keys(plan, "roles", role)
    found, password = accounts_called(user), ""
    if not found:
        password = _password(user) if ask_password else secrets.token_urlsafe(15)
        email = user if "@" in user else ""
        found = [add_account(user_name=user, email=email, password=password, by=BY, at=now())]
    account = found[0]
    gets_more = superuser or not account.memberships.filter(plan=plan).exists()
    if gets_more and link_shown_to(account):  # whoever was shown the link may hold the account
        password = _password(user) if ask_password else secrets.token_urlsafe(15)
        set_password(user=account, password=password, by=BY, at=now())
    set_membership(user=account, plan=plan, level=Level(level), units=units, roles=roles, by=BY, at=now())
    if superuser:
        make_superuser(user=account, by=BY, at=now())
    name = escape(account.get_username())
    out.print(f"{name} is {level} of {escape(plan.title)} ({plan.area}). The door is /admin/ on the site.")
    if password and not ask_password:
        _print_password(password)


@app.command("password")
def give_password(user: User) -> None:
    """Give an account a new password, printed once: for whoever has forgotten it where there is no mail server."""
    prepare_database()
    from riktmarke.editing.access.accounts import accounts_called
    from riktmarke.editing.access.memberships import set_password

    found = accounts_called(user)
    if len(found) != 1:
        raise RiktmarkeError(
            f"{len(found)} accounts are called {user}.",
            remedy="give a user name; see who is with riktmarke staff list.",
        )
    password = secrets.token_urlsafe(15)
    set_password(user=found[0], password=password, by=BY, at=now())
    _print_password(password)


@app.command("list")
def list_staff(as_json: Annotated[bool, typer.Option("--json", help="print as JSON")] = False) -> None:
    """List who may keep which plan."""
    prepare_database()
    from riktmarke.editing.models import Membership

    rows = [
        {
            "user": member.user.get_username(),
            "area": member.plan.area,
            "level": member.level,
            "units": member.units,
            "roles": member.roles,
            "active": member.user.is_active,
        }
        for member in Membership.objects.select_related("user", "plan")
    ]
    if as_json:
        out.print_json(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("User", "Area", "Level", "Units", "Roles", box=None, pad_edge=False)
    for row in rows:
        table.add_row(escape(row["user"]), row["area"], row["level"], ", ".join(row["units"]), ", ".join(row["roles"]))
    out.print(table if rows else "Nobody yet: riktmarke staff add USER")


@app.command("remove")
def remove(user: User, area: Area = None) -> None:
    """Take a user out of a plan. The account, and what it has done, remain."""
    prepare_database()
    from riktmarke.editing.access.memberships import remove_membership
    from riktmarke.editing.models import Membership

    plan = _plan(area)
    member = Membership.objects.filter(plan=plan, user__username__iexact=user).select_related("user", "plan").first()
    if member is None:
        raise RiktmarkeError(f"{user} is not a member of {plan.title}.", remedy="see who is with riktmarke staff list.")
    remove_membership(member=member, by=BY, at=now())
    out.print(f"{escape(member.user.get_username())} is no longer a member of {escape(plan.title)}.")


@app.command("remind")
def remind(area: Area = None) -> None:
    """Send each member a letter with what presses in the plan: run it once a week, from cron or the like.

    Documents that have run out or will, actions without follow-up, old texts and feedback that waits; a contributor
    is told of what the own unit answers for. Whoever has nothing waiting gets no letter, and neither do readers.
    """
    prepare_database()
    from riktmarke.editing.nudges.letters import remind as send

    if not settings.RIKTMARKE_SMTP_URL:
        raise RiktmarkeError(
            "There is no mail server to send by.", remedy="set RIKTMARKE_SMTP_URL and RIKTMARKE_MAIL_FROM."
        )
    done = send(_plan(area), today=time_at_the_place().date())
    out.print(f"{done.sent} letters sent; {done.nothing} members have nothing that presses, or no address.")
    if done.refused:
        raise RiktmarkeError(
            f"The mail server did not take {done.refused} letters.", remedy="see that it answers, and run this again."
        )


def _plan(area: str | None) -> "Plan":
    from riktmarke.governance import queries

    plans = [plan for plan in queries.plans() if area in {None, plan.area}]
    if len(plans) == 1:
        return plans[0]
    held = ", ".join(plan.area for plan in queries.plans())
    raise RiktmarkeError(
        f"There is no plan for {area}." if area else "Which plan is not said." if held else "There is no plan yet.",
        expected=f"--area with one of {held}" if held else "a plan in the database",
        remedy="give --area." if held else "load one with riktmarke up or riktmarke plan load.",
    )


def _keys(plan: "Plan", table: str, given: list[str] | None) -> list[str]:
    from riktmarke.governance.plan_rows import stored_rows

    held = set(stored_rows(plan, table).values_list("key", flat=True))
    for key in given or ():
        if key not in held:
            raise RiktmarkeError(
                f"The plan has no {table.removesuffix('s')} {key!r}.",
                expected=f"one of {', '.join(sorted(held))}" if held else f"{table} in the plan",
                remedy="correct it, or see the plan with riktmarke plan export.",
            )
    return list(given or ())


def _print_password(password: str) -> None:
    out.print(f"Password: {password}", markup=False)
    out.print("It is shown this once, and kept nowhere. Change it on the site, under Konto.")


def _password(user: str) -> str:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.password_validation import validate_password

    if not sys.stdin.isatty():
        raise RiktmarkeError("There is no terminal to ask for a password.", remedy="leave --ask-password out.")
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        validate_password(password, get_user_model()(username=user))
    except ValidationError as error:
        raise RiktmarkeError(" ".join(error.messages), remedy="choose another password.") from None
    return password
