"""The check of the translations sees what it is there to see."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture import source


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """scripts/messages.py as a module."""
    spec = importlib.util.spec_from_file_location("messages", source.ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "School"\nmsgstr "Школа"', None),
        ('msgid "School"\nmsgstr ""', "missing"),
        ('#, fuzzy\nmsgid "School"\nmsgstr "Школы"', "fuzzy"),
        ('#~ msgid "School"\n#~ msgstr "Школа"', "obsolete"),
        ('msgid "%(n)d of %(all)d"\nmsgstr "%(n)d из %(all)d"', None),
        ('msgid "%(n)d of %(all)d"\nmsgstr "%(n)d из %(total)d"', "other placeholders"),
        ('msgid "{n} schools"\nmsgstr "школы"', "other placeholders"),
        ('msgid "%(n)d school"\nmsgid_plural "%(n)d schools"\nmsgstr[0] "%(n)d школа"\nmsgstr[1] ""', "missing"),
    ],
)
def test_each_fault_is_seen(messages: ModuleType, tmp_path: Path, entry: str, fault: str | None) -> None:
    catalogue = tmp_path / "django.po"
    catalogue.write_text(
        f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n{entry}\n', encoding="utf-8"
    )
    found = [told.partition(":")[0] for told in messages.faults(catalogue)]
    assert found == ([fault] if fault else [])


def test_two_apps_say_one_thing_in_one_way(messages: ModuleType, tmp_path: Path) -> None:
    said = {"core": ("Школа", "Класс"), "roadmap": ("Школа", "Урок")}
    catalogues = []
    for app, (school, other) in said.items():
        catalogue = tmp_path / app / messages.CATALOGUE
        catalogue.parent.mkdir(parents=True)
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
        entries = f'msgid "School"\nmsgstr "{school}"\n\nmsgid "Class"\nmsgstr "{other}"\n'
        catalogue.write_text(f"{head}\n{entries}", encoding="utf-8")
        catalogues.append(catalogue)
    assert list(messages.contradictions(catalogues)) == ["roadmap: otherwise than in core: 'Class'"]


def test_every_catalogue_belongs_to_an_app_that_speaks(messages: ModuleType) -> None:
    speaking = {app.name for app in messages.apps()}
    assert {path.parts[-5] for path in source.PACKAGE.glob("*/locale/ru/LC_MESSAGES/django.po")} <= speaking
    assert "config" in speaking
