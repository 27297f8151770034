"""From one's own list to the place where it gets done: what it moves comes true, and the to-do is gone. On a phone.

It changes the region for good, so it comes after the other pages: files run by their names.
"""

import re

import pytest
from playwright.sync_api import Page, expect

SIGN_INS = ["ministry", "controller", "institute", "expert", "head", "coordinator", "curator", "school", "team"]
TO_DO = {"curator": "Принять приглашение", "school": "Представить опыт школы", "institute": "Пригласить на событие"}
"""Something that stands in the list of the day."""


def steps(page: Page) -> list[str]:
    return page.locator(".op-wt").all_inner_texts()


@pytest.mark.parametrize("login", SIGN_INS)
def test_the_day_of_each_role_begins_with_its_list_on_a_phone(visit, sign_in, faults, overflow, login):
    page = visit("/sign-in/", width=390)
    sign_in(page, login)
    regional = login in ("ministry", "controller", "institute")
    expect(page.get_by_role("heading", level=1)).to_have_text("Дорожная карта 2022 года" if regional else "Мои дела")
    page.goto("/todo/")
    if login in TO_DO:
        expect(page.locator("main")).to_contain_text(TO_DO[login])
    elif login != "ministry":
        expect(page.get_by_role("heading", name="Дел нет")).to_be_visible()
    assert (faults(page), overflow(page)) == ([], 0)
    for button in [one.get_attribute("href") for one in page.locator(".op-work .btn").all()]:
        assert page.request.get(button).status == 200, button


def test_a_curator_answers_an_invitation_and_hears_no_more_of_it(visit, keys, overflow):
    page = visit("/todo/", storage_state=keys("curator"), width=390, javascript=False)
    page.get_by_role("link", name="Ответить").click()
    assert overflow(page) == 0
    page.get_by_label("Приду", exact=False).first.check()
    page.get_by_role("button", name="Ответить").click()
    page.goto("/todo/")
    expect(page.get_by_role("heading", name="Дел нет")).to_be_visible()


def test_a_school_puts_a_to_do_off_and_takes_it_back(visit, keys):
    page = visit("/todo/", storage_state=keys("school"), width=390, javascript=False)
    page.get_by_role("link", name="отложить").click()
    page.get_by_label("До какого дня").fill("2022-10-05")
    page.get_by_label("Почему").fill("ждём программу семинара")
    page.get_by_role("button", name="Отложить дело").click()
    expect(page.get_by_role("status")).to_contain_text("Дело отложено.")
    expect(page.get_by_role("region", name=re.compile("^Отложено"))).to_contain_text("ждём программу семинара")
    page.get_by_role("link", name="отменить").click()
    page.get_by_label("Почему").fill("программа пришла")
    page.get_by_role("button", name="Вернуть дело").click()
    expect(page.get_by_role("region", name=re.compile("^Позже"))).to_contain_text("Представить опыт школы")


def test_the_ministry_sees_who_holds_a_figure_up_and_looks_at_the_reminder(visit, keys, overflow):
    page = visit("/", storage_state=keys("ministry"), width=390, javascript=False)
    expect(page.get_by_role("region", name="Мои дела")).to_contain_text("Запланировать событие")
    page.get_by_role("link", name="Поимённо").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Кто держит")
    assert overflow(page) == 0
    page.get_by_role("row", name="Иволгина").get_by_role("button", name="Напомнить").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Напоминание")
    expect(page.get_by_role("region", name="Получатели").get_by_role("row")).to_have_count(2)
    expect(page.get_by_role("region", name="Что отправляется")).to_contain_text("Иволгина")
