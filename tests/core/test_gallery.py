"""The gallery, the theme cookie, and the style sheet they show."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

import opora.core

pytestmark = pytest.mark.django_db  # the shell asks whether this is a demonstration

CSS = Path(opora.core.__file__).parent / "static" / "opora.css"
SHOWN = Path(opora.core.__file__).parent / "templates" / "core"


def test_the_gallery_is_open_to_everybody(client):
    response = client.get(reverse("core:gallery"))
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_every_component_stands_in_the_gallery():
    from opora.core.templatetags.opora import register

    written = "".join((SHOWN / name).read_text("utf-8") for name in ("gallery.html", "_pane.html", "base.html"))
    written += "".join(path.read_text("utf-8") for path in (SHOWN / "components").iterdir())
    missing = {tag for tag in register.tags if not re.search(r"{% " + tag + r"\b", written)}
    assert missing == set()


def test_the_theme_is_kept_in_a_cookie(client):
    response = client.post(reverse("core:theme"), {"theme": "dark", "next": "/gallery/?as_of=2022-03-24"})
    assert response.status_code == 302
    assert response["Location"] == "/gallery/?as_of=2022-03-24"
    assert client.cookies["opora_theme"].value == "dark"
    assert b'data-bs-theme="dark">' in client.get("/gallery/").content
    client.post(reverse("core:theme"), {"theme": "", "next": "/gallery/"})
    assert b'<html lang="ru">' in client.get("/gallery/").content


def test_a_theme_is_one_of_two(client):
    client.cookies["opora_theme"] = '"><script>'
    assert b'<html lang="ru">' in client.get("/gallery/").content


def test_the_theme_leads_nowhere_else(client):
    for onward in ("https://example.org/", "//example.org/", "javascript:alert(1)", ""):
        assert client.post(reverse("core:theme"), {"theme": "dark", "next": onward})["Location"] == "/"
    assert client.get(reverse("core:theme")).status_code == 405


def test_both_ways_into_the_dark_theme_give_the_same_colours():
    blocks = re.findall(
        r"(?:\[data-bs-theme=\"dark\"\]|:root:not\(\[data-bs-theme\]\)) \{(.*?)\n  \}", CSS.read_text(), re.S
    )
    chosen, systems = (re.findall(r"(--op-[\w-]+|color-scheme): ([^;]+);", block) for block in blocks)
    assert len(chosen) > 30
    assert chosen == systems


def test_the_light_theme_names_every_token_of_the_dark_one():
    light, dark = (
        set(re.findall(r"(--op-[\w-]+):", block))
        for block in (
            re.search(r":root, \[data-bs-theme=\"light\"\] \{(.*?)\n\}", CSS.read_text(), re.S).group(1),
            re.search(r"  \[data-bs-theme=\"dark\"\] \{(.*?)\n  \}", CSS.read_text(), re.S).group(1),
        )
    )
    assert light == dark


def test_the_style_sheet_uses_only_tokens_it_defines():
    css = CSS.read_text()
    drawn = "".join(path.read_text("utf-8") for path in (CSS.parents[1] / "components").glob("*.py"))
    used = set(re.findall(r"var\((--op-[\w-]+)\)", css + drawn))
    assert used <= set(re.findall(r"(--op-[\w-]+):", css))
