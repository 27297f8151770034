"""The gallery of components: every one of them held to the rules of every page."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.look

GALLERY = "/gallery/"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1360, 390])
def test_axe_finds_nothing(visit, faults, width, dark):
    assert faults(visit(GALLERY, width=width, dark=dark)) == []


@pytest.mark.parametrize("width", [1360, 1024, 680, 390, 320])
def test_the_page_never_scrolls_sideways(visit, overflow, width):
    assert overflow(visit(GALLERY, width=width)) == 0


@pytest.mark.parametrize("width", [390, 320])
def test_what_opens_stays_inside_a_narrow_screen(visit, overflow, width):
    page = visit(GALLERY, width=width)
    page.get_by_text("известно:").click()
    field = page.get_by_label("Как было известно на конец дня")
    expect(field).to_be_in_viewport(ratio=1)
    assert overflow(page) == 0


def test_no_style_stands_in_the_page(visit):
    page = visit(GALLERY)
    assert page.locator("[style]").count() == 0
    assert page.locator("style, script").count() == 0


def test_everything_works_without_javascript(visit):
    page = visit(GALLERY, javascript=False)
    page.get_by_text("известно:").click()
    page.get_by_label("Как было известно на конец дня").fill("2022-03-20")
    page.get_by_role("button", name="Показать", exact=True).click()
    assert "as_of=2022-03-24&known_at=2022-03-20" in page.url
    page.get_by_role("link", name="Не известно 3", exact=True).click()
    assert "list=unknown" in page.url


def test_the_theme_is_remembered_and_given_back_to_the_system(visit):
    page = visit(GALLERY, javascript=False)
    canvas = page.locator("body")
    expect(canvas).to_have_css("background-color", "rgb(244, 246, 248)")
    page.get_by_role("button", name="Тёмная").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(canvas).to_have_css("background-color", "rgb(18, 24, 31)")
    page.reload()
    expect(canvas).to_have_css("background-color", "rgb(18, 24, 31)")
    page.get_by_role("button", name="Как в системе").click()
    expect(page.locator("html")).not_to_have_attribute("data-bs-theme", re.compile("."))
    expect(canvas).to_have_css("background-color", "rgb(244, 246, 248)")


def test_a_dark_system_gets_the_dark_theme_by_itself(visit):
    expect(visit(GALLERY, dark=True).locator("body")).to_have_css("background-color", "rgb(18, 24, 31)")


def test_paper_is_light_in_any_theme(visit):
    page = visit(GALLERY, dark=True)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".op-pane").first.locator("h3").first).to_have_css("color", "rgb(23, 34, 46)")
    expect(page.locator("h1")).to_have_css("color", "rgb(23, 34, 46)")
    expect(page.locator(".op-top")).to_be_hidden()
    expect(page.locator(".op-print-head")).to_be_visible()


def test_the_language_changes_in_place(visit):
    page = visit(GALLERY + "?as_of=2022-03-24", javascript=False)
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Opora: components")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("?as_of=2022-03-24")


def test_the_first_tab_skips_to_the_content(visit):
    page = visit(GALLERY)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="К содержанию")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_focus_is_seen_on_every_stop(visit, focus_shows):
    page = visit(GALLERY)
    seen = set()
    for _stop in range(60):
        page.keyboard.press("Tab")
        seen.add(focus_shows(page))
    assert seen == {True}


def test_forced_colours_keep_the_signs(visit):
    page = visit(GALLERY, forced_colors="active")
    expect(page.locator(".op-st-box").first).to_have_css("border-top-style", "solid")
    expect(page.locator(".op-g").first).to_be_visible()
