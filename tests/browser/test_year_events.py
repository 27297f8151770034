"""Journey 6: an event, invitations from a population, a log dropped in, names sorted out, the figure moves. It changes
the region for good, so it comes after the other pages: files run by their names."""

import pytest
from playwright.sync_api import Page, expect

LOG = """Имя участника;Время входа;Время выхода
Дроздова Галина Степановна;22.09.2022 10:00;22.09.2022 12:00
Кто-то Неизвестный;22.09.2022 10:00;22.09.2022 12:00
"""


@pytest.fixture(scope="module")
def institute(site, visits, keys):
    with visits() as visit:
        yield visit("/events/", storage_state=keys("institute"))


def figure(page: Page) -> str:
    page.goto(page.url.split("/events")[0].split("/indicators")[0] + "/indicators/36/")
    return page.get_by_role("region", name="Значение").inner_text()


def test_an_event_is_planned_and_a_population_invited(institute: Page):
    page = institute
    page.get_by_role("link", name="Запланировать событие").click()
    page.get_by_label("Код", exact=True).fill("autumn-call")
    page.get_by_label("Название", exact=True).fill("Осеннее совещание")
    page.get_by_label("Вид", exact=True).select_option("conference_call")
    page.get_by_role("textbox", name="Кого приглашают").fill("school_heads(current)")
    page.get_by_label("Дата", exact=True).fill("2022-10-20")
    page.get_by_role("button", name="Запланировать").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Осеннее совещание")
    page.get_by_role("navigation", name="Страницы события").get_by_role("link", name="Приглашения").click()
    page.get_by_role("button", name="Пригласить").first.click()
    expect(page.get_by_role("status")).to_contain_text("40")


def test_a_log_is_dropped_in_sorted_out_and_the_figure_moves(institute: Page):
    page = institute
    before = figure(page)
    assert "не известно" in before.lower() or "нет данных" in before.lower()
    page.get_by_role("banner").get_by_role("link", name="События").click()
    page.get_by_role("link", name="Круглый стол «Школа меняется»").click()
    page.get_by_role("navigation", name="Страницы события").get_by_role("link", name="Явка").click()
    expect(page.get_by_role("region", name="Что стало с именами")).to_contain_text("Засчитаны 28")
    page.get_by_role("link", name="Другой файл").click()
    page.get_by_label("Файл со списком").set_input_files(
        {"name": "second-hall.csv", "mimeType": "text/csv", "buffer": LOG.encode()}
    )
    page.get_by_role("button", name="Загрузить").click()
    expect(page.get_by_role("status").first).to_contain_text("Найдено имён: 1, неоднозначных: 0, не найдено: 1.")
    page.get_by_role("radio", name="Осоедов").check()
    page.get_by_role("button", name="Засчитать: Осоедов").click()
    expect(page.get_by_role("status").first).to_contain_text("Решено: 1 имя.")
    page.get_by_role("button", name="Вне списка: Кто-то Неизвестный").click()
    expect(page.get_by_role("region", name="Что стало с именами")).to_contain_text("Засчитаны 30")
    page.get_by_role("navigation", name="Страницы события").get_by_role("link", name="О событии").click()
    page.get_by_role("link", name="Закрыть явку").click()
    page.get_by_role("button", name="Закрыть явку").click()
    assert "30 из 40" in " ".join(figure(page).split())


def test_taking_a_list_back_needs_the_attendance_opened_again(institute: Page):
    page = institute
    page.get_by_role("banner").get_by_role("link", name="События").click()
    page.get_by_role("link", name="Круглый стол «Школа меняется»").click()
    page.get_by_role("link", name="Открыть явку снова").click()
    page.get_by_label("Причина").fill("второй зал — другой день")
    page.get_by_role("button", name="Открыть явку снова").click()
    page.get_by_role("navigation", name="Страницы события").get_by_role("link", name="Явка").click()
    page.get_by_role("link", name="отменить: second-hall.csv").click()
    page.get_by_label("Почему").fill("другой день")
    page.get_by_role("button", name="Отменить запись").click()
    expect(page.get_by_role("status").first).to_contain_text("Список отменён.")
    expect(page.get_by_role("region", name="Что стало с именами")).to_contain_text("Засчитаны 29")
    assert "не известно" in figure(page).lower()
