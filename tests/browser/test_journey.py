"""The operator of the ministry: from signing in to a school and to another day; by keyboard, and without JavaScript."""

import re
from collections.abc import Callable
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

from opora.demo.sign_ins import SHARED_PASSWORD

STOPS = 200
"""So many presses of Tab at most lead to anything on a page."""


class Hand(Protocol):
    """How a reader follows links, fills fields and chooses days."""

    def press(self, target: Locator) -> None: ...
    def write(self, field: Locator, text: str) -> None: ...
    def choose(self, field: Locator, year: str, month: str, day: str) -> None: ...


class Keyboard:
    """Tab, Enter and letters; every stop on the way has to show its focus."""

    def __init__(self, page: Page, focus_shows: Callable[[Page], bool]) -> None:
        self.page = page
        self.focus_shows = focus_shows

    def press(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.type(text)

    def choose(self, field: Locator, year: str, month: str, day: str) -> None:
        self._reach(field)
        self.page.keyboard.type(month + day + year)

    def _reach(self, target: Locator) -> None:
        for _stop in range(STOPS):
            self.page.keyboard.press("Tab")
            assert self.focus_shows(self.page), self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
            if target.evaluate("e => e === document.activeElement"):
                return
        raise AssertionError(f"Tab does not lead to {target}")


class Mouse:
    """What is left without JavaScript: clicks and forms."""

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, field: Locator, year: str, month: str, day: str) -> None:
        field.fill(f"{year}-{month}-{day}")


def test_the_ministry_walks_by_keyboard(site, visit, focus_shows):
    page = visit("/")
    walk(page, Keyboard(page, focus_shows))


def test_the_ministry_walks_without_javascript(site, visit):
    walk(visit("/", javascript=False), Mouse())


def walk(page: Page, hand: Hand) -> None:
    """From the first page to the last one."""
    heading, value = page.locator("h1"), page.get_by_role("region", name="Значение")
    main = page.get_by_role("main")
    menu = page.get_by_role("navigation", name="Основное меню")

    hand.write(page.get_by_label("Логин"), "ministry")
    hand.write(page.get_by_label("Пароль"), SHARED_PASSWORD)
    hand.press(page.get_by_role("button", name="Войти"))
    expect(heading).to_have_text("Дорожная карта 2022 года")

    hand.press(menu.get_by_role("link", name="Дорожная карта"))
    expect(heading).to_have_text("Дорожная карта: 48 действий")
    hand.press(main.get_by_role("link", name=re.compile("^39 из 41")))
    expect(heading).to_have_text("№ 5. Отбор и назначение кураторов ШНОР")
    expect(value).to_contain_text("39 из 41")

    hand.press(page.get_by_role("link", name="Не хватает 2"))
    rows = page.get_by_role("region", name="Открытый список").locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("никого нет с 12.09.2022")

    hand.press(page.get_by_role("link", name="все таблицей"))
    expect(heading).to_have_text("№ 5 по муниципалитетам")
    expect(page.locator("tfoot")).to_contain_text("39 из 41")
    hand.press(main.get_by_role("link", name="Мельниковский район"))
    expect(heading).to_have_text("Мельниковский район")
    hand.press(main.get_by_role("link", name="ООШ, Каменная Мельница").first)
    expect(heading).to_have_text("ООШ, Каменная Мельница")

    hand.choose(page.get_by_label("На дату"), "2022", "02", "08")
    hand.press(page.get_by_role("button", name="Показать", exact=True))
    expect(heading).to_have_text("ООШ, Каменная Мельница")
    expect(page.get_by_label("На дату")).to_have_value("2022-02-08")
    hand.press(menu.get_by_role("link", name="Дорожная карта"))
    expect(heading).to_have_text("Дорожная карта: 48 действий")
    hand.press(main.get_by_role("link", name=re.compile("^27 из 28")))
    expect(heading).to_have_text("№ 4. Назначение муниципальных координаторов")
    expect(value).to_contain_text("27 из 28")

    hand.press(page.locator("summary", has_text="известно: сейчас"))
    hand.choose(page.get_by_label("Как было известно на конец дня"), "2022", "02", "08")
    hand.press(page.get_by_role("button", name="Показать", exact=True))
    expect(value).to_contain_text("25 из 28")
    hand.press(page.locator("summary", has_text="известно: 08.02.2022"))
    hand.press(page.get_by_role("link", name="Показать по сегодняшним сведениям"))
    expect(value).to_contain_text("27 из 28")

    hand.press(page.locator(".op-menu > summary"))
    hand.press(page.get_by_role("button", name="Выйти"))
    expect(heading).to_have_text("Вход")
    page.goto("/roadmap/")
    expect(heading).to_have_text("Вход")
