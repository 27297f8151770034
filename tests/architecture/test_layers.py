"""What import-linter cannot see: references upward in strings, relations and templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.architecture import source

STRING = re.compile(r"^opora\.(\w+)(?:\.|$)")
TEMPLATE = re.compile(r"""{%\s*(?:extends|include)\s+["']([\w-]+)/""")
ADDRESS = re.compile(r"""{%\s*url\s+["']([\w-]+):""")
OVERRIDDEN = {"accounts": "account"}  # django-allauth's pages in our look
NAMES = frozenset().union(*source.layers())


def upward_strings(text: str, app: str) -> Iterator[tuple[int, str]]:
    """Dotted names of higher apps in strings: include(), import_module(), class paths."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (found := STRING.match(node.value)):
            other = found[1]
            if other in NAMES and not source.may_use(app, other):
                yield node.lineno, node.value


def upward_templates(text: str, app: str) -> Iterator[tuple[int, str]]:
    """Templates and named addresses of higher apps in a template."""
    for at, line in enumerate(text.splitlines(), start=1):
        for other in TEMPLATE.findall(line) + ADDRESS.findall(line):
            if other in NAMES and not source.may_use(app, other):
                yield at, other


def upward_relations() -> Iterator[str]:
    """Relations of models to models of higher apps, whatever they were written as."""
    for model in apps.get_models():
        if not model.__module__.startswith("opora."):
            continue
        for field in model._meta.get_fields():
            other = field.related_model if field.is_relation and not field.auto_created else None
            if isinstance(other, type) and other.__module__.startswith("opora."):
                app, target = model._meta.app_label, other._meta.app_label
                if not source.may_use(app, target):
                    yield f"{model.__name__}.{field.name} → {other.__name__}"


def test_every_package_stands_in_a_layer() -> None:
    packages = {path.parent.name for path in source.PACKAGE.glob("*/__init__.py")}
    assert packages == NAMES


def test_every_app_is_installed_and_has_its_own_label() -> None:
    ours = {config.label: config.name for config in apps.get_app_configs() if config.name.startswith("opora.")}
    assert ours == {name: f"opora.{name}" for name in NAMES}
    assert settings.INSTALLED_APPS[0].startswith("opora.")  # our templates and commands come before Django's


def test_strings_point_down() -> None:
    found = [
        f"{source.where(path, line)} {text}"
        for path in source.files(".py", under="src/opora")
        if (app := source.app_of(path))
        for line, text in upward_strings(path.read_text("utf-8"), app)
    ]
    assert found == []


def test_templates_point_down() -> None:
    found = [
        f"{source.where(path, line)} {other}"
        for path in source.files(".html", ".txt", under="src/opora")
        if (app := source.app_of(path))
        for line, other in upward_templates(path.read_text("utf-8"), app)
    ]
    assert found == []


def test_templates_and_static_files_stand_under_the_name_of_their_app() -> None:
    for path in source.files(".html", ".css", ".js", ".svg", under="src/opora"):
        parts = path.relative_to(source.PACKAGE).parts
        if parts[1] in {"templates", "static"}:
            own = parts[2] in {parts[0], OVERRIDDEN.get(parts[0])} or parts[0] == "core"  # core's are everybody's
            assert own, path.relative_to(source.ROOT)


def test_relations_point_down() -> None:
    assert list(upward_relations()) == []


@pytest.mark.parametrize(
    ("text", "app", "refused"),
    [
        ('include("opora.reports.urls")', "core", True),
        ('include("opora.core.urls")', "reports", False),
        ('import_module("opora.orders.readers")', "indicators", True),
        ('path = "opora.accounts"', "programmes", True),
        ('"a book about opora.reports"', "core", False),
    ],
)
def test_an_upward_string_is_seen(text: str, app: str, *, refused: bool) -> None:
    assert bool(list(upward_strings(text, app))) is refused


@pytest.mark.parametrize(
    ("text", "app", "refused"),
    [
        ('{% extends "reports/page.html" %}', "roadmap", True),
        ("{% include 'roadmap/_row.html' with a=1 %}", "core", True),
        ('{% url "accounts:sign_in" %}', "core", True),
        ('{% include "core/_head.html" %}', "reports", False),
        ('{% extends "base.html" %}', "core", False),
    ],
)
def test_an_upward_template_is_seen(text: str, app: str, *, refused: bool) -> None:
    assert bool(list(upward_templates(text, app))) is refused


def test_an_upward_relation_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "may_use", lambda *_: False)
    assert "Municipality.region → Region" in upward_relations()


def test_siblings_may_not_use_each_other() -> None:
    assert not source.may_use("orders", "indicators")
    assert source.may_use("roadmap", "core")
    assert not source.may_use("core", "roadmap")
    assert Path(source.PACKAGE, "core").is_dir()
