"""`opora events create` and `opora events series create`."""

import argparse
import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.accounts.models import Language
from opora.core import numbers
from opora.core.actors import SYSTEM
from opora.core.commands import Command, Verbs, add_json
from opora.core.imports.cells import folded
from opora.events import actions
from opora.events.actions import Changes, Planned
from opora.events.console.found import add_day, add_where, hour, where
from opora.events.console.show import described
from opora.events.models import Kind, Level, Organiser
from opora.events.populations import fault_texts


def add(verbs: Verbs, command: Command) -> None:
    """Add `create`."""

    def run(**said: Any) -> None:
        create(command, **said)

    create_ = verbs.add("create", run, help=_("plan an event"))
    create_.add_argument("--kind", required=True, type=kind_of, metavar=_("KIND"), help=", ".join(Kind.values))
    create_.add_argument("--code", required=True, metavar=_("CODE"), help=_("code that formulas ask by: vks-1"))
    create_.add_argument(
        "--title", default="", metavar=_("TEXT"), help=_("what it is called; its kind and day if not given")
    )
    add_day(create_, "--on", required=True, help=_("the day it is planned for"))
    create_.add_argument("--from", type=hour, dest="starts_at", metavar="HH:MM", help=_("when it begins"))
    create_.add_argument("--to", type=hour, dest="ends_at", metavar="HH:MM", help=_("when it ends"))
    create_.add_argument("--place", default="", metavar=_("TEXT"), help=_("where it is held"))
    create_.add_argument("--link", default="", metavar=_("ADDRESS"), help=_("where one joins on the network"))
    create_.add_argument("--series", metavar=_("CODE"), help=_("code of the series it is a session of"))
    create_.add_argument(
        "--invite",
        default="",
        metavar=_("SENTENCE"),
        help=_("who is invited: school_heads(current) | curators(current)"),
    )
    create_.add_argument("--organiser", choices=Organiser.values, help=_("who answers for it"))
    create_.add_argument("--level", choices=Level.values, help=_("regional or municipal"))
    create_.add_argument("--capacity", type=int, metavar=_("COUNT"), help=_("how many places there are"))
    create_.add_argument("--minutes", type=int, metavar=_("COUNT"), help=_("minutes to be counted as present"))
    add_where(create_)
    add_json(create_)


def add_series(verbs: Verbs, command: Command) -> None:
    """Add `series create`."""

    def run(**said: Any) -> None:
        create_series(command, **said)

    series = verbs.add("series", run, help=_("series of events: create one"))
    inner = Verbs(series.add_subparsers(dest="what", required=True, title=_("verbs"), metavar=_("VERB")))
    made = inner.add("create", run, help=_("plan a series, empty at first"))
    made.add_argument("--kind", required=True, type=kind_of, metavar=_("KIND"), help=", ".join(Kind.values))
    made.add_argument("--code", required=True, metavar=_("CODE"), help=_("code that formulas ask by: vks-1"))
    made.add_argument("--title", required=True, metavar=_("TEXT"), help=_("what it is called"))
    add_where(made)


def kind_of(text: str) -> str:
    """The type of --kind: a code with hyphens or underscores, or the word in a language of the pages."""
    wanted = folded(text.replace("_", " ").replace("-", " "))
    for kind in Kind:
        spelt = [kind.value.replace("_", " ")]
        for language in Language.values:
            with translation.override(language):
                spelt.append(str(kind.label).replace("-", " "))
        if wanted in map(folded, spelt):
            return kind.value
    message = _("There is no kind “%(kind)s”; there are: %(kinds)s") % {"kind": text, "kinds": ", ".join(Kind.values)}
    raise argparse.ArgumentTypeError(message)


def create(
    command: Command, *, code: str, on: dt.date, as_json: bool, year: int | None, region: str | None, **said: Any
) -> None:
    """Plan the event; it stands in the plan from the day it is written, or from its own day when that is past."""
    of = where(year, region)
    if faults := fault_texts(said["invite"]):
        raise ValidationError(faults)
    planned = Planned(
        on=on, starts_at=said["starts_at"], ends_at=said["ends_at"], place=said["place"], link=said["link"]
    )
    titled = {"kind": capfirst(Kind(said["kind"]).label), "day": numbers.day(on)}
    said["title"] = said["title"].strip() or _("%(kind)s, %(day)s") % titled
    event = actions.plan_event(
        programme=of.programme,
        code=code,
        planned=planned,
        about=_about(said),
        series=of.series(said["series"]) if said["series"] else None,
        on=min(of.latest, on),
        by=SYSTEM,
    )
    if as_json:
        command.write_json(described(of.state(event.code), of.latest))
        return
    command.stdout.write(_("“%(title)s” is planned for %(day)s.") % {"title": event.title, "day": numbers.day(on)})


def create_series(
    command: Command, *, what: str, kind: str, code: str, title: str, year: int | None, region: str | None
) -> None:
    """Plan the series."""
    of = where(year, region)
    begun = of.programme.begins_on or of.latest
    series = actions.plan_series(
        programme=of.programme, code=code, kind=kind, title=title, on=min(of.latest, begun), by=SYSTEM
    )
    command.stdout.write(_("The series “%(title)s” is made.") % {"title": series.title})


def _about(said: dict[str, Any]) -> Changes:
    about = Changes(kind=said["kind"], title=said["title"], invited=" ".join(said["invite"].split()))
    if said["organiser"]:
        about["organiser"] = said["organiser"]
    if said["level"]:
        about["level"] = said["level"]
    if said["capacity"] is not None:
        about["capacity"] = said["capacity"]
    if said["minutes"] is not None:
        about["least_minutes"] = said["minutes"]
    return about
