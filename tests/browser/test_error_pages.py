"""The error page: readable on a phone, in the dark and by a screen reader, in the reader's language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
NOWHERE = "/no-such-page/"


@pytest.mark.parametrize("width", [320, 390, 1360])
@pytest.mark.parametrize("dark", [False, True])
def test_it_reads_well(
    visit: Visit, faults: Callable[[Page], list[str]], overflow: Callable[[Page], int], width: int, *, dark: bool
) -> None:
    page = visit(NOWHERE, width=width, dark=dark)
    expect(page.get_by_role("heading", level=1)).to_have_text("Такой страницы нет")
    expect(page.get_by_role("heading", level=1)).to_have_css("font-size", "24px")
    assert overflow(page) == 0
    assert faults(page) == []


def test_the_keyboard_reaches_the_way_out(visit: Visit) -> None:
    page = visit(NOWHERE, javascript=False)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="На главную")).to_be_focused()


def test_it_follows_the_language_of_the_browser(visit: Visit) -> None:
    page = visit(NOWHERE, locale="en-GB")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
