"""`opora demo [--on DAY] [--seed N] [--if-empty | --replace] [--sign-ins]`."""

import argparse
import datetime as dt
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from opora.core.commands import Command as OporaCommand
from opora.demo import loading, sign_ins
from opora.organisations.models import Region


class Command(OporaCommand):
    """Loads the invented region, or tells how to sign in to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help = _("The demonstration: an invented region, lived through day by day up to a chosen date.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on",
            type=_day,
            default=loading.SHOWN_ON,
            metavar="YYYY-MM-DD",
            help=_("the day it is shown at, from 2021-12-15 to 2022-12-31; 2022-10-01 unless given"),
        )
        parser.add_argument(
            "--seed",
            type=int,
            default=loading.SEED,
            metavar="N",
            help=_("another number gives another region; 1 unless given"),
        )
        parser.add_argument("--sign-ins", action="store_true", help=_("only tell how to sign in"))
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--if-empty", action="store_true", help=_("leave a database as it is that holds a region already")
        )
        what.add_argument(
            "--replace", action="store_true", help=_("empty a database that holds a demonstration only, and load anew")
        )
        parser.add_argument(
            "--even-in-production", action="store_true", help=_("load in production mode, with a password of its own")
        )

    def handle(
        self,
        *args: Any,
        on: dt.date,
        seed: int,
        sign_ins: bool,
        if_empty: bool,
        replace: bool,
        even_in_production: bool,
        **options: Any,
    ) -> None:
        """Exit status 1 with --if-empty when the database holds a real region."""
        if sign_ins:
            self._tell_sign_ins()
        elif if_empty and Region.objects.exists():
            if Region.objects.filter(demonstration_on=None).exists():
                raise SystemExit(1)
        else:
            loading.refuse_in_production(forced=even_in_production)
            self._load(on=on, seed=seed, replace=replace)

    def _load(self, *, on: dt.date, seed: int, replace: bool) -> None:
        loading.refuse_wrong_day(on)
        if replace and not Region.objects.filter(demonstration_on=None).exists():
            call_command("flush", interactive=False, verbosity=0)
        password = sign_ins.password()
        region = loading.load(on=on, seed=seed, password=password, told=self._tell)
        counts = {"region": region.name, "day": on.strftime("%d.%m.%Y")}
        self.stdout.write(_("“%(region)s” is ready, shown at %(day)s.") % counts)
        if password != sign_ins.SHARED_PASSWORD:
            self.stdout.write(_("Password of all sign-ins, told only now: %(password)s") % {"password": password})

    def _tell(self, part: str) -> None:
        self.stdout.write(_("%(part)s… done") % {"part": part})
        self.stdout.flush()

    def _tell_sign_ins(self) -> None:
        region = Region.objects.exclude(demonstration_on=None).first()
        if region is None:
            self.refuse(_("There is no demonstration here. Load it with: opora demo"))
        rows = sign_ins.listed(region)
        width = max((len(row.login) for row in rows), default=0)
        self.stdout.write(_("Sign in to “%(region)s” as:") % {"region": region.name})
        for row in rows:
            self.stdout.write(f"  {row.login:<{width}}  {row.post} · {row.person}")
        if sign_ins.password_is_shared():
            self.stdout.write(_("Password of all: %(password)s") % {"password": sign_ins.SHARED_PASSWORD})


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = _("“%(text)s” is not a day. Write it like this: 2022-10-01.") % {"text": text}
        raise argparse.ArgumentTypeError(message) from None
