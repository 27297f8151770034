"""Decisions of the controller, and the next year by one button. They change the region for good, so they come after all
other pages: files run by their names."""

import pytest
from playwright.sync_api import Page, expect

from opora.demo.sign_ins import SHARED_PASSWORD


def test_decisions_without_javascript(site, visit):
    """A release and the way back, a deadline moved and the act taken back."""
    page = visit("/roadmap/4/control/", javascript=False)
    page.get_by_label("Логин").fill("controller")
    page.get_by_label("Пароль").fill(SHARED_PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.get_by_label("Отметка о снятии").fill("Координаторы есть везде")
    page.get_by_role("button", name="Снять с контроля").click()
    expect(page.get_by_role("status")).to_contain_text("Действие № 4 снято с контроля.")
    page.get_by_label("Почему возвращается").fill("Проверка формы")
    page.get_by_role("button", name="Вернуть на контроль").click()
    expect(page.get_by_role("status")).to_contain_text("снова на контроле")
    page.get_by_role("link", name="Перенести срок").click()
    page.get_by_label("Последний день").first.fill("2022-02-28")
    page.get_by_label("Документ о переносе срока").fill("приказ № 310 от 15.09.2022")
    page.get_by_role("button", name="Показать, что изменится").click()
    changed = page.get_by_role("region", name="Что изменится").first
    expect(changed).to_contain_text("08.02.2022")
    expect(changed).to_contain_text("28.02.2022")
    page.get_by_role("button", name="Перенести срок").click()
    expect(page.get_by_role("status")).to_contain_text("Срок действия № 4 перенесён.")
    page.get_by_role("link", name="Перенести срок").click()
    page.get_by_label("Причина").fill("Проверка формы")
    page.get_by_role("button", name="Отменить перенос").click()
    expect(page.get_by_role("status")).to_contain_text("Снова действует прежний срок.")


@pytest.fixture(scope="module")
def made(site, visits, keys) -> Page:
    """The roadmap of 2023, where the ministry arrives when it has made it."""
    with visits() as visit:
        page = visit("/roadmap/", javascript=False, storage_state=keys("ministry"))
        page.get_by_role("link", name="Следующий год").click()
        page.get_by_role("button", name="Создать дорожную карту 2023 года").click()
        yield page


def test_one_button_makes_it(made):
    expect(made.get_by_role("status")).to_contain_text(
        "Дорожная карта 2023 года создана, действий с новыми сроками: 48."
    )
    assert made.url.endswith("/roadmap/?programme=2023")
    expect(made.get_by_role("heading", level=1)).to_have_text("Дорожная карта: 48 действий")


def test_the_year_before_stays_as_it_was(made, visit, keys):
    page = visit("/indicators/5/?programme=2022", storage_state=keys("ministry"))
    expect(page.get_by_role("region", name="Значение")).to_contain_text("39 из 41")


def test_it_is_not_made_twice(made, visit, keys):
    page = visit("/roadmap/next-year/?programme=2022", storage_state=keys("ministry"))
    expect(page.get_by_text("Программа 2023 года уже есть")).to_be_visible()
    expect(page.get_by_role("button", name="Создать")).to_have_count(0)


@pytest.mark.parametrize("width", [1360, 390, 320])
def test_years_are_chosen_at_the_top_of_any_page(made, visit, keys, faults, overflow, width):
    page = visit("/roadmap/?programme=2023", width=width, storage_state=keys("controller"))
    page.get_by_text("Проект 500+ · 2023").filter(visible=True).click()
    year = page.get_by_role("link", name="Проект 500+ · 2022")
    expect(year).to_be_in_viewport(ratio=1)
    assert overflow(page) == 0
    assert faults(page) == []
    year.click()
    assert page.url.endswith("/roadmap/?programme=2022")


@pytest.fixture(scope="module")
def appointed(site, visits, keys) -> Page:
    """A school without a curator gets one by the button of the opened figure; the figure opened again."""
    with visits() as visit:
        page = visit("/indicators/5/?programme=2022&list=missing", javascript=False, storage_state=keys("ministry"))
        page.get_by_role("row", name="ООШ, Каменная Мельница").get_by_role("link", name="Министерство").click()
        page.get_by_label("Кто").fill("лысухина")
        page.get_by_label("Основание").fill("приказ № 310 от 28.09.2022")
        page.get_by_role("button", name="Назначить", exact=True).click()
        page.get_by_label("Лысухина Тамара Глебовна").check()
        page.get_by_role("button", name="Показать, что изменится").click()
        expect(page.get_by_role("alert")).to_contain_text("№\xa05:\xa039\xa0→\xa040\xa0из\xa041")
        page.get_by_role("button", name="Назначить", exact=True).click()
        yield page


def test_an_appointment_moves_the_figure(appointed, visit, keys):
    expect(appointed.get_by_role("status")).to_contain_text("№\xa05:\xa039\xa0→\xa040\xa0из\xa041")
    expect(appointed.get_by_role("heading", level=1)).to_have_text("Лысухина Тамара Глебовна")
    page = visit("/indicators/5/?programme=2022", storage_state=keys("ministry"))
    expect(page.get_by_role("region", name="Значение")).to_contain_text("40 из 41")


def test_all_schools_are_handed_over_in_one_step_and_none_stays_without(appointed, visit, keys):
    appointed.get_by_role("link", name="Передать 4 школы").click()
    appointed.get_by_label("Кому").fill("Балобанова Ева Юрьевна")
    appointed.get_by_label("Основание").fill("приказ № 311 от 28.09.2022")
    appointed.get_by_role("button", name="Передать отмеченное").click()
    expect(appointed.get_by_role("status")).to_contain_text("Переданы 4 должности с 01.10.2022.")
    page = visit("/coverage/?programme=2022", storage_state=keys("ministry"))
    expect(page.locator("main")).to_contain_text("39\xa0из\xa040")


def test_the_keyboard_reaches_the_button_of_the_coverage(appointed, visit, keys):
    page = visit("/coverage/?programme=2022", storage_state=keys("ministry"))
    button = page.get_by_role("link", name="Куратор: назначить").first
    for _step in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_label("Кто")).to_be_visible()
