"""The controller before a meeting: five questions, each answered by two clicks from the first page."""

import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader


class Counted:
    """Clicks, counted from the first page on."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()


@pytest.fixture(params=[1360, 390], ids=["desk", "phone"])
def start(request, site, visit, keys):
    page = visit("/", storage_state=keys("controller"))
    page.set_viewport_size({"width": request.param, "height": 900})
    return Counted(page)


def open_control(start: Counted) -> Page:
    """By the menu; on a phone it is opened without leaving the page."""
    page = start.page
    menu = page.get_by_role("navigation", name="Основное меню")
    if not menu.first.is_visible():
        page.locator("summary", has_text="Меню").click()
        menu = menu.filter(visible=True)
    start.click(menu.first.get_by_role("link", name="Контроль", exact=True))
    expect(page.locator("h1")).to_have_text("Контроль исполнения")
    return page


def region(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True).first


def test_what_is_late(start):
    page = open_control(start)
    late = region(page, "Что просрочено, кто держит, с какого дня")
    expect(late.locator("tbody tr")).to_have_count(1)
    start.click(late.get_by_role("link", name="Отбор и назначение кураторов ШНОР"))
    expect(page.locator("h1")).to_have_text("№ 5: контроль исполнения")
    expect(page.locator("main")).to_contain_text("Без куратора две школы.")
    assert start.clicks == 2


def test_who_holds_it(start):
    page = open_control(start)
    row = region(page, "Что просрочено, кто держит, с какого дня").locator("tbody tr")
    expect(row).to_contain_text("Министерство: 2")
    start.click(row.get_by_role("link", name=re.compile(r"\d+\sиз\s\d+")))
    holders = page.locator("table").first.locator("tbody tr td:last-child")
    expect(holders).to_have_text(["министерство", "министерство"], ignore_case=True)
    assert start.clicks == 2


def test_since_when(start):
    page = open_control(start)
    row = region(page, "Что просрочено, кто держит, с какого дня").locator("tbody tr")
    expect(row).to_contain_text("26.08.2022")
    expect(row).to_contain_text("срок 08.02.2022")
    start.click(row.get_by_role("link", name="Отбор и назначение кураторов ШНОР"))
    expect(page.locator("main")).to_contain_text("Просрочено на 235 дней")
    expect(page.locator("main")).to_contain_text("без перерыва с 26.08.2022")
    assert start.clicks == 2


def test_what_moved_since_the_last_meeting_and_why(start):
    page = open_control(start)
    moved = region(page, "Что сдвинулось и почему")
    expect(moved.get_by_label("с", exact=True)).to_have_value("2022-09-19")
    first = moved.locator("tbody tr").first
    start.click(first.get_by_role("link"))
    expect(page.locator("h1")).to_contain_text("ход и причины")
    expect(page.locator("main")).to_contain_text("С 19.09.2022 по 01.10.2022")
    assert start.clicks == 2


def test_what_to_sign(start):
    page = open_control(start)
    sign = region(page, "Что подписать")
    expect(sign.locator("tbody tr")).to_have_count(13)
    start.click(sign.get_by_role("link", name="Назначение муниципальных координаторов"))
    expect(page.get_by_role("button", name="Снять с контроля")).to_be_visible()
    assert start.clicks == 2


def test_the_sheet_is_taken_along(start):
    page = open_control(start)
    start.click(page.get_by_role("link", name="Контрольный лист"))
    expect(page.locator("h1")).to_contain_text("Контрольный лист")
    with page.expect_download() as saved:
        page.get_by_role("link", name="PDF").click()
    sheet = PdfReader(io.BytesIO(saved.value.path().read_bytes()))
    assert len(sheet.pages) == 1
    assert "Демонстрация" in sheet.pages[0].extract_text()
    assert "Отбор и назначение кураторов ШНОР" in " ".join(sheet.pages[0].extract_text().split())
    assert start.clicks == 2


@pytest.mark.parametrize("width", [1360, 390, 320])
def test_moving_a_deadline_suits_every_eye(site, visit, keys, faults, overflow, width):
    """What the controller alone sees: the form, what it would change, and a mistake beside its field."""
    page = visit("/roadmap/5/deadline/", width=width, storage_state=keys("controller"))
    page.get_by_label("Последний день").first.fill("2022-10-30")
    page.get_by_label("Документ о переносе срока").fill("приказ № 310 от 15.09.2022")
    page.get_by_role("button", name="Показать, что изменится").click()
    changed = page.get_by_role("region", name="Что изменится", exact=True)
    expect(changed.locator("tbody tr")).to_have_count(3)
    assert faults(page) == []
    assert overflow(page) == 0
    page.get_by_label("Последний день").first.fill("2022-02-01")
    page.get_by_role("button", name="Показать, что изменится").click()
    expect(page.locator("main")).to_contain_text("Последний день раньше первого.")
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, "color-contrast") == []
