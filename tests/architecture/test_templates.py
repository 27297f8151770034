"""Templates hold no script and no style of their own: the Content-Security-Policy would refuse them, silently."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture import source

INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=|javascript:|\shx-on\b|\shx-on:""", re.IGNORECASE
)
OUTSIDE = re.compile(
    r"""<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE
)
SAMPLES = frozenset({"gallery.html", "_footer.html"})
"""Invented data of the gallery; the names of the languages, each in its own."""
COMMENT = re.compile(r"{% comment[^%]*%}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
UNTRANSLATED = re.compile(r"[А-Яа-яЁё]")


def inline(text: str) -> Iterator[int]:
    """Lines with a style, a script or a handler inside the page, or with something fetched from elsewhere."""
    for at, line in enumerate(text.splitlines(), start=1):
        if INLINE.search(line) or OUTSIDE.search(line):
            yield at


def test_no_inline_style_or_script() -> None:
    found = [source.where(p, at) for p in source.files(".html", under="src") for at in inline(p.read_text("utf-8"))]
    assert found == []


def test_templates_are_written_in_english() -> None:
    found = [
        source.where(path, at)
        for path in source.files(".html", ".txt", under="src")
        if path.name not in SAMPLES
        for at, line in enumerate(COMMENT.sub("", path.read_text("utf-8")).splitlines(), start=1)
        if UNTRANSLATED.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        '<p style="color: red">',
        "<style>p { }</style>",
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        '<form hx-on:submit="go()">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<img src="//example.org/a.png">',
    ],
)
def test_an_inline_style_or_script_is_seen(line: str) -> None:
    assert list(inline(line)) == [1]


@pytest.mark.parametrize(
    "line", ['<script src="{% static "a.js" %}" defer></script>', '<a href="https://example.org">', "<p>once = 1</p>"]
)
def test_what_is_allowed_passes(line: str) -> None:
    assert list(inline(line)) == []
