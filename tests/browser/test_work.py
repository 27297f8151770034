"""A job is watched to its end: with a script the page moves by itself, without one it is loaded anew."""

import re

import pytest
from playwright.sync_api import Page, expect

SLOW = '{"steps": 100, "pause": 0.06}'


@pytest.fixture
def begun(site):
    """Somebody starts slow work; the address of its page is that of the newest."""

    def begun(page: Page, arguments: str = SLOW, name: str = "test-slow") -> None:
        site.start_job(name, arguments, by="ministry")
        page.goto("/jobs/")
        page.locator("main tbody a").first.click()

    return begun


def test_progress_moves_to_the_end_without_a_reload(visit, keys, begun, faults):
    page = visit("/jobs/", storage_state=keys("ministry"))
    begun(page)
    page.wait_for_load_state()
    loads = []
    page.on("load", lambda: loads.append(page.url))
    expect(page.locator("progress")).to_be_visible()
    page.evaluate("document.title = 'the same page'")
    expect(page.get_by_text(re.compile(r"\d+ из 100 · step \d+"))).to_be_visible()
    assert faults(page) == []
    expect(page.get_by_text("all steps")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("link", name="Открыть результат")).to_have_attribute("href", "/schools/")
    expect(page.locator("progress")).to_have_count(0)
    assert (page.title(), loads) == ("the same page", [])
    assert faults(page) == []
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(3000)
    assert asked == []


def test_a_running_job_is_cancelled_and_tried_again_by_keyboard(visit, keys, begun):
    page = visit("/jobs/", storage_state=keys("ministry"))
    begun(page, '{"steps": 2000, "pause": 0.05}')
    expect(page.locator("progress")).to_be_visible()
    page.get_by_role("button", name="Отменить работу").focus()
    page.wait_for_timeout(2500)  # the part that moves was fetched meanwhile: the focus stays where it is
    expect(page.get_by_role("button", name="Отменить работу")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Остановлена по просьбе.")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Повторить работу").press("Enter")
    expect(page.get_by_text("снова ждёт в очереди")).to_be_visible()
    page.get_by_role("button", name="Отменить работу").press("Enter")
    expect(page.get_by_text("Остановлена по просьбе.")).to_be_visible(timeout=20_000)


def test_without_a_script_the_page_is_loaded_anew(visit, keys, begun):
    page = visit("/jobs/", storage_state=keys("ministry"), javascript=False)
    begun(page, '{"steps": 60, "pause": 0.1}')
    expect(page.locator("progress")).to_be_visible()
    expect(page.get_by_role("link", name="Обновить страницу")).to_be_visible()
    expect(page.get_by_text("all steps")).to_be_visible(timeout=40_000)


def test_what_went_wrong_is_said(visit, keys, begun, faults):
    page = visit("/jobs/", storage_state=keys("ministry"))
    begun(page, "{}", "test-refuses")
    expect(page.get_by_text("Row 14 has no date.")).to_be_visible(timeout=20_000)
    assert faults(page) == []


@pytest.mark.parametrize("width", [1360, 390, 320])
def test_a_long_name_makes_no_page_wider(visit, keys, begun, overflow, width):
    page = visit("/jobs/", storage_state=keys("ministry"), width=width)
    begun(page)
    assert overflow(page) == 0
