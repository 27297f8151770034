"""Defining an indicator otherwise: while one types, without JavaScript, on a phone, on paper."""

import pytest
from playwright.sync_api import Page, expect

DEFINITION = "/indicators/4/definition/"
PROPOSED = "share(municipalities(current, previous), coordinator_appointed())"
WRONG = "share(municipality(current), coordinator_apointed())"


def propose(page: Page, formula: str = PROPOSED) -> None:
    page.get_by_label("Формула").fill(formula)
    page.get_by_label("Действует с").fill("2022-03-01")
    page.get_by_label("Основание изменения").fill("протокол № 3")


@pytest.fixture
def preview(visit, keys) -> Page:
    page = visit(DEFINITION, storage_state=keys("ministry"))
    propose(page)
    page.get_by_role("button", name="Что изменится").click()
    expect(page.get_by_role("heading", name="Прошлые значения")).to_be_visible()
    return page


def test_what_is_typed_is_checked_at_once(visit, keys):
    page = visit(DEFINITION, storage_state=keys("ministry"))
    said = page.locator("#check")
    expect(said).to_contain_text("Доля муниципалитетов")
    formula = page.get_by_label("Формула")
    formula.fill("")
    formula.press_sequentially(WRONG)
    expect(said).to_contain_text("столбец 7")
    expect(said).to_contain_text("возможно, «municipalities»?")
    expect(formula).to_be_focused()
    formula.fill(PROPOSED)
    expect(said).to_contain_text("Доля муниципалитетов")
    expect(said).to_contain_text("3 из 5 → 60 % выполняется")
    page.get_by_label("Примеры").fill("3 из 5 → 50 %")
    expect(said).to_contain_text("получилось 60 %")
    assert page.url.endswith(DEFINITION)


def test_a_definition_is_checked_previewed_saved_and_taken_back_without_javascript(visit, keys):
    page = visit(DEFINITION, storage_state=keys("ministry"), javascript=False)
    propose(page, WRONG)
    page.get_by_role("button", name="Проверить").click()
    expect(page.locator("#check")).to_contain_text("столбец 7")
    propose(page)
    page.get_by_role("button", name="Проверить").click()
    expect(page.locator("#check")).to_contain_text("3 из 5 → 60 % выполняется")
    page.get_by_role("button", name="Что изменится").click()
    page.get_by_role("button", name="Вернуться к тексту").click()
    expect(page.get_by_label("Основание изменения")).to_have_value("протокол № 3")
    page.get_by_role("button", name="Что изменится").click()
    expect(page.locator("main")).to_contain_text("До 01.03.2022 всё остаётся как есть.")
    now = page.locator("main tbody tr").last.locator("td").nth(1).inner_text().replace("\u00a0", " ")
    save = page.get_by_role("button", name="Сохранить версию")
    number = save.inner_text().split()[-1]
    save.click()
    expect(page.get_by_role("status")).to_contain_text(f"Версия {number} сохранена.")
    expect(page.locator("main")).to_contain_text(now.split(" · ")[0])
    page.get_by_role("link", name=f"Отменить версию {number}").click()
    page.get_by_label("Почему отменяется").fill("протокол не подписан")
    page.get_by_role("button", name=f"Отменить версию {number}").click()
    expect(page.get_by_role("status")).to_contain_text(f"Версия {number} отменена.")
    expect(page.locator("main")).to_contain_text("протокол не подписан")
    expect(page.get_by_role("link", name="Отменить версию")).to_have_count(0)


def test_the_preview_and_what_is_wrong_suit_every_eye(preview, faults, overflow, visit, keys):
    wrong = visit(DEFINITION, storage_state=keys("ministry"))
    wrong.get_by_label("Формула").fill(WRONG)
    wrong.get_by_role("button", name="Что изменится").click()
    expect(wrong.get_by_role("alert")).to_contain_text("Пока ничего не сохранено.")
    for page in (preview, wrong):
        for width in (1360, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert overflow(page) == 0
            assert faults(page) == []
        page.emulate_media(color_scheme="dark")
        assert faults(page, "color-contrast") == []


def test_a_passport_on_paper_holds_everything(visit, keys):
    page = visit("/indicators/5/passport/", storage_state=keys("ministry"))
    page.emulate_media(media="print")
    for heading in ("Что считается", "Слова формулы", "Что и когда не известно", "История версий", "Кто отвечает"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert page.locator("main details").count() == 0
    expect(page.get_by_role("link", name="Отменить версию")).to_be_hidden()
