"""The base of every `opora` command: verbs, one-line errors with exit status 2, JSON that never changes its order."""

import argparse
import datetime as dt
import json
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from django.core.exceptions import ValidationError
from django.core.management import base
from django.core.management.base import CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from opora.core import moments

T = TypeVar("T")
DJANGO_OPTIONS = ("verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks")
"""Options that Django gives every command; ours do not show them."""
NOT_OF_VERBS = frozenset({*DJANGO_OPTIONS, "verb", "args", "stdout", "stderr"})


class Verbs:
    """The verbs of one command: `opora roadmap import`, `opora roadmap check` …"""

    def __init__(self, subparsers: "argparse._SubParsersAction[Any]") -> None:
        self._subparsers = subparsers

    def add(self, name: str, run: Callable[..., None], *, help: str) -> argparse.ArgumentParser:  # noqa: A002 - argparse's word
        """Add a verb. `run` is called with exactly the arguments that are then added to the returned parser."""
        parser: argparse.ArgumentParser = self._subparsers.add_parser(name, help=help, description=help)
        parser.set_defaults(run=run)
        return parser


class Command(base.BaseCommand):
    """A command that speaks one line when the user is wrong.

    Either override `handle`, or call `self.verbs(parser).add(...)` in `add_arguments`. Refuse with `self.refuse(...)`;
    a ValidationError of an action is told in the same way.
    """

    help: Any = ""  # text, or lazy text
    suppressed_base_arguments = {"--version", *(f"--{name.replace('_', '-')}" for name in DJANGO_OPTIONS)}
    requires_system_checks = ()

    def verbs(self, parser: CommandParser) -> Verbs:
        """Make the command one of verbs; each verb has its own arguments and help."""
        return Verbs(parser.add_subparsers(dest="verb", required=True, title=_("verbs"), metavar=_("VERB")))

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the chosen verb with its own arguments."""
        run = options.pop("run")
        run(**{name: value for name, value in options.items() if name not in NOT_OF_VERBS})

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser; `help` may be lazy, so that it is read in the user's language."""
        self.help = str(self.help)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def run_from_argv(self, argv: list[str]) -> None:
        """Run from the command line and exit: 2 for a wrong argument (one line), else what the command says."""
        self._called_from_command_line = False  # makes Django's parser raise instead of printing the usage
        try:
            options = vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
        except CommandError as error:
            self._stop(error, 2)
        base.handle_default_options(argparse.Namespace(**options))
        try:
            self.execute(*options.pop("args", ()), **options)
        except base.SystemCheckError as error:  # a report of many lines, for `opora check`
            self.stderr.write(str(error))
            raise SystemExit(1) from None
        except CommandError as error:
            self._stop(error, error.returncode)
        except ValidationError as error:
            self._stop(error, 2)
        except DatabaseError:
            if fault := database_fault():
                self._stop(CommandError(fault), 2)
            raise

    def refuse(self, message: str) -> NoReturn:
        """End with one line that says what is wrong and what would be right."""
        raise CommandError(message, returncode=2)

    def _stop(self, error: Exception, status: int) -> NoReturn:
        self.stderr.write(f"opora: {told(error)}")
        raise SystemExit(status)

    def write_json(self, value: Any) -> None:
        """Print JSON a person can read and a program can compare: keys sorted, letters as they are, ISO dates."""
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, cls=DjangoJSONEncoder))


def database_fault() -> str:
    """Why the database cannot be used as it is: not there, or older than the code; "" when it can."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        return _("the database cannot be reached: %(error)s") % {"error": error}
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return _("the database is not up to date: run opora migrate (or make setup).")
    return ""


def told(error: Exception) -> str:
    """An error as one line."""
    parts = error.messages if isinstance(error, ValidationError) else [str(error)]
    return " ".join(" ".join(parts).removeprefix("Error: ").split())


def add_moment(parser: argparse.ArgumentParser) -> None:
    """Add --as-of (a date or None) and --known-at (a moment or None)."""
    parser.add_argument("--as-of", type=as_of, metavar="YYYY-MM-DD", help=_("the day the figures are shown for"))
    parser.add_argument(
        "--known-at", type=known_at, metavar="YYYY-MM-DD[THH:MM]", help=_("only what was recorded by this moment")
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add --json."""
    parser.add_argument("--json", action="store_true", dest="as_json", help=_("print JSON"))


def as_of(text: str) -> dt.date:
    """The type of --as-of."""
    return _argument(moments.read_as_of, text)


def day(text: str) -> dt.date:
    """The type of an argument that names a day, past or to come."""
    return _argument(moments.read_day, text)


def known_at(text: str) -> dt.datetime:
    """The type of --known-at."""
    return _argument(moments.read_known_at, text)


def _argument(read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except ValidationError as error:
        raise argparse.ArgumentTypeError(told(error)) from None
