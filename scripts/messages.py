"""messages.py compile | update | check: the Russian catalogue of every app.

compile  .po to .mo, without gettext's own tools
update   extract the messages of the code into the catalogues (needs xgettext)
check    extract into a copy and fail on a message that is missing, fuzzy, obsolete or has other placeholders, and on
         one that two apps translate in two ways

The docstrings of the words that an app lends to the formula language are help texts, so they are messages too, each
paragraph one.
"""

import ast
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import polib
from django.core.management import CommandError, call_command

SOURCE = Path(__file__).resolve().parents[1] / "src"
CATALOGUE = Path("locale/ru/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
MARK = re.compile(r"\bgettext|{% (?:blocktranslate|translate)\b")


def apps() -> list[Path]:
    """Every app with text for people."""
    return [app for app in sorted((SOURCE / "opora").iterdir()) if app.is_dir() and any(map(speaks, app.rglob("*")))]


def speaks(file: Path) -> bool:
    """Whether a file has messages."""
    return file.suffix in {".py", ".html", ".txt"} and MARK.search(file.read_text("utf-8")) is not None


def compile_all() -> None:
    """Write each .mo that is older than its .po."""
    for catalogue in sorted((SOURCE / "opora").glob(f"*/{CATALOGUE}")):
        binary = catalogue.with_suffix(".mo")
        if not binary.exists() or binary.stat().st_mtime < catalogue.stat().st_mtime:
            polib.pofile(str(catalogue)).save_as_mofile(str(binary))


def extract(app: Path, *, obsolete: bool) -> None:
    """Run Django's makemessages inside an app's folder."""
    (app / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    with help_of_words(app), chdir(app):
        call_command("makemessages", "-lru", "-v0", "--no-wrap", "--add-location=file", no_obsolete=not obsolete)


@contextmanager
def help_of_words(app: Path) -> Iterator[None]:
    """As long as this lasts, the help texts of an app's words stand in a file that xgettext can read."""
    files = [*app.glob("words.py"), *app.glob("words/*.py")]
    texts = [text for file in files for text in help_texts(file.read_text("utf-8"))]
    told = app / "help_of_words.py"
    if texts:
        told.write_text("".join(f"_({text!r})\n" for text in texts), "utf-8")
    try:
        yield
    finally:
        told.unlink(missing_ok=True)


def help_texts(source: str) -> Iterator[str]:
    """The paragraphs, each in one line, of the docstrings of functions under a decorator `@language.…`."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and any(lends(one) for one in node.decorator_list):
            for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
                yield " ".join(paragraph.split())


def lends(decorator: ast.expr) -> bool:
    """Whether a decorator is one of `language`."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "language"


def faults(catalogue: Path) -> Iterator[str]:
    """What is wrong with a freshly extracted catalogue."""
    for entry in polib.pofile(str(catalogue)):
        text = entry.msgid[:70]
        if entry.obsolete:
            yield f"obsolete: {text!r}"
        elif "fuzzy" in entry.flags:
            yield f"fuzzy: {text!r}"
        elif not entry.translated():
            yield f"missing: {text!r}"
        else:
            asked = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
            given = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
            if asked != set(PLACEHOLDER.findall(" ".join(given))):
                yield f"other placeholders: {text!r}"


def contradictions(catalogues: Iterable[Path]) -> Iterator[str]:
    """Messages that two apps translate in two ways: Django takes one of them for both."""
    said: dict[tuple[str | None, str], tuple[str, object]] = {}
    for catalogue in catalogues:
        name = catalogue.parts[-5]
        for entry in polib.pofile(str(catalogue)):
            text = entry.msgstr or tuple(entry.msgstr_plural.values())
            first, before = said.setdefault((entry.msgctxt, entry.msgid), (name, text))
            if text != before:
                yield f"{name}: otherwise than in {first}: {entry.msgid[:70]!r}"


def check() -> int:
    """Print every fault; the number of them."""
    count = 0
    for fault in contradictions(app / CATALOGUE for app in apps()):
        count += 1
        print(fault)
    with tempfile.TemporaryDirectory() as folder:
        for app in apps():
            copy = Path(folder, app.name)
            shutil.copytree(app, copy, ignore=shutil.ignore_patterns("vendor", "migrations", "__pycache__"))
            try:
                extract(copy, obsolete=True)
                found = list(faults(copy / CATALOGUE))
            except CommandError as error:
                found = [f"cannot be read: {' '.join(str(error).splitlines()[1:])}"]
            count += len(found)
            for fault in found:
                print(f"{app.name}: {fault}")
    return count


def main(verb: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opora.config.settings")
    sys.path.insert(0, str(SOURCE))
    if verb == "compile":
        compile_all()
    elif verb == "update":
        for app in apps():
            extract(app, obsolete=False)
    elif verb == "check":
        sys.exit(1 if check() else 0)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
