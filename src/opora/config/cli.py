"""The `opora` command: finds the command of an app, speaks the user's language, tells mistakes in one line."""

import argparse
import difflib
import os
import sys
from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured
from django.core.management import get_commands, load_command_class
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora import __version__
from opora.config import env

ARGPARSE = (
    gettext_lazy("usage: "),
    gettext_lazy("options"),
    gettext_lazy("positional arguments"),
    gettext_lazy("show this help message and exit"),
    gettext_lazy("the following arguments are required: %s"),
    gettext_lazy("unrecognized arguments: %s"),
    gettext_lazy("expected one argument"),
    gettext_lazy("expected at least one argument"),
    gettext_lazy("argument %(argument_name)s: %(message)s"),
    gettext_lazy("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_lazy("invalid %(type)s value: %(value)r"),
)
"""What argparse says in its own English, for our catalogue."""


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit: 0 done, 1 the answer is no (a check failed), 2 the user was wrong."""
    given = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opora.config.settings")
    try:
        _start()
        _run(given)
    except ImproperlyConfigured as error:
        _stop(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; what Python would still flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def language(environment: Mapping[str, str]) -> str:
    """OPORA_LANGUAGE, else the locale's language: Russian for ru and for none (C, POSIX), else English."""
    if (chosen := environment.get("OPORA_LANGUAGE", "")) in {"ru", "en"}:
        return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name, ""):
            plain = locale.partition(".")[0]
            return "ru" if plain in {"C", "POSIX"} or plain.startswith("ru") else "en"
    return "ru"


def _start() -> None:
    import django  # noqa: PLC0415 - settings are read by setup(), after the file of variables
    from django.conf import settings  # noqa: PLC0415 - the same

    env.load_file(env.SOURCE_TREE / ".env")
    django.setup()
    translation.activate(language(os.environ))
    # argparse has no door for another catalogue; it looks its words up under these two names.
    argparse._ = _said  # type: ignore[attr-defined] # see above
    argparse.ngettext = translation.ngettext  # type: ignore[attr-defined] # see above
    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds people's names


def _said(message: str | None) -> str | None:
    """argparse looks up None as well, for a description that a parser does not have."""
    return None if message is None else translation.gettext(message)


def _run(given: list[str]) -> None:
    name, rest = (given[0], given[1:]) if given else ("help", [])
    if name in {"help", "-h", "--help"}:
        if not rest:
            sys.stdout.write(_overview() + "\n")
            return
        name, rest = rest[0], [*rest[1:], "--help"]
    if name in {"version", "--version"}:
        sys.stdout.write(__version__ + "\n")
        return
    commands = get_commands()
    if name not in commands:
        near = difflib.get_close_matches(name, _ours(), n=1)
        hint = _("Did you mean “%(near)s”?") % {"near": near[0]} if near else _("See “opora help”.")
        _stop(_("there is no command “%(name)s”.") % {"name": name} + " " + hint)
    command = load_command_class(commands[name], name)
    command.run_from_argv(["opora", name, *rest])


def _overview() -> str:
    ours = _ours()
    width = max(map(len, ours), default=0)
    lines = [f"  {name:<{width}}  {summary}" for name, summary in ours.items()]
    return "\n".join(
        [
            _("Opora: a programme of help to schools, from the order to the proof."),
            "",
            _("usage: ") + "opora " + _("COMMAND") + " …",
            "",
            *lines,
            "",
            _("“opora help COMMAND” tells the rest. Django's own commands (migrate, shell …) work too."),
        ]
    )


def _ours() -> dict[str, str]:
    from opora.core.commands import Command  # noqa: PLC0415 - needs settings

    found: dict[str, str] = {}
    for name, app in sorted(get_commands().items()):
        if isinstance(app, str) and app.startswith("opora."):
            command = load_command_class(app, name)
            if isinstance(command, Command):
                found[name] = str(command.help)
    return found


def _stop(message: str) -> None:
    sys.stderr.write(f"opora: {message}\n")
    sys.exit(2)


if __name__ == "__main__":
    main()
