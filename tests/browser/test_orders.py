"""An order is confirmed by keyboard alone, and looks right where it is confirmed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.roadmap.small_order import COLUMNS

ROWS = [
    f"{n}.\tВстреча наставников, очередь {n}\t31.02.2031\tМинистерство\tДоля школ, в которых назначены кураторы\t"
    f"https://example.org/{n}"
    for n in range(1, 11)
]
ORDER = "\n".join(["ПРИКАЗ", "", "28.01.2031 г.", "", "№ 77", "", "О дорожной карте на 2031 год", "", COLUMNS, *ROWS])


@pytest.fixture
def draft(site, visit, keys) -> Page:
    """The page of an order that was brought just now."""
    page = visit("/roadmap/orders/", storage_state=keys("ministry"))
    page.get_by_label("Документ").set_input_files({"name": "o.txt", "mimeType": "text/plain", "buffer": ORDER.encode()})
    page.get_by_role("button", name="Прочитать приказ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Приказ № 77: сверка с документом")
    page.wait_for_load_state()
    return page


def chosen(page: Page) -> str:
    return page.locator(".op-fields .is-cur .op-fl").inner_text()


def press(page: Page, key: str) -> None:
    """A key of the card, once the part that was fetched has the focus."""
    expect(page.locator("[data-keys] [autofocus]")).to_be_focused()
    page.keyboard.press(key)


def test_ten_fields_are_mended_by_keyboard_and_the_place_is_kept(draft):
    page = draft
    for row in range(1, 11):
        expect(page.locator("#h-row")).to_have_text(f"Строка {row}")
        press(page, "j")
        expect(page.locator(".op-fields .is-cur .op-fl")).to_have_text("Срок")
        press(page, "e")
        field = page.get_by_role("textbox", name="Срок")
        expect(field).to_be_focused()
        if row == 1:
            page.keyboard.press("Escape")
            expect(field).to_have_count(0)
            press(page, "e")
            expect(field).to_be_focused()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(f"{row + 10}.02.2031")
        page.keyboard.press("Enter")
        expect(page.locator(".op-fields .is-cur .op-fl")).to_have_text("Исполнитель")
        for label in ("Показатель", "Цель", "Сопровождение", "Действие") if row < 10 else ():
            press(page, "j")
            expect(page.locator(".op-fields .is-cur .op-fl")).to_have_text(label)
    expect(page.get_by_text("подтверждено 10 из 60")).to_be_visible()
    row, field = page.locator("#h-row").inner_text(), chosen(page)
    page.reload()
    assert (page.locator("#h-row").inner_text(), chosen(page)) == (row, field)
    page.goto(re.sub(r"\?.*", "", page.url))
    assert (page.locator("#h-row").inner_text(), chosen(page)) == ("Строка 10", "Исполнитель")


@pytest.mark.look
@pytest.mark.parametrize(("width", "dark"), [(1360, False), (390, True), (320, False)])
def test_the_page_is_for_every_eye_and_width(draft, visit, keys, faults, overflow, width, dark):
    address = re.sub(r"^https?://[^/]+", "", draft.url)
    for more in ("", "?row=2&field=periods&edit=1", "publish/", "discard/"):
        page = visit(address.partition("?")[0] + more, width=width, dark=dark, storage_state=keys("ministry"))
        assert faults(page) == [], more
        assert overflow(page) == 0, more
