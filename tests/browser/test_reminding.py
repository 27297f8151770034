"""From an open figure to a draft of a reminder: whom it goes to and what it says, before anything is sent."""

import re

from playwright.sync_api import expect


def test_the_ministry_looks_at_a_reminder_before_it_goes(visit, keys, faults, overflow):
    page = visit("/indicators/33/?list=unknown", storage_state=keys("ministry"), width=390, javascript=False)
    expect(page.get_by_role("heading", name="Напоминание:")).to_be_visible()
    page.get_by_label("Копия муниципальным координаторам").check()
    page.get_by_role("button", name="Напомнить").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Напоминание: № 33.")
    expect(page.get_by_role("region", name="Получатели").get_by_role("row")).not_to_have_count(1)
    said = page.get_by_role("region", name="Что отправляется")
    expect(said).to_contain_text(re.compile("Здравствуйте, .+ остались незакрытые пробелы", re.DOTALL))
    expect(said).to_contain_text(re.compile(r"— \d+\. .+http://127\.0\.0\.1:\d+/roadmap/\d+/", re.DOTALL))
    expect(said).to_contain_text("Срок — 30.08.2022.")
    assert overflow(page) == 0


def test_the_button_and_the_draft_read_well(visit, keys, faults, overflow):
    page = visit("/indicators/33/?list=unknown", storage_state=keys("ministry"), width=390)
    assert (faults(page), overflow(page)) == ([], 0)
    page.get_by_role("button", name="Напомнить").click()
    expect(page.get_by_label("Отправить не раньше")).to_be_visible()
    assert (faults(page), overflow(page)) == ([], 0)
