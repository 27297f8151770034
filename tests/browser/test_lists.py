"""Lists in a browser: a file with mistakes is mended, written and taken back; a wrong form leads to its fields."""

import csv
import io
from pathlib import Path

from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

WRONG = "code;name;short_name\nnew-1;Новый район;Новый\nс пробелом;Дальний район;Дальний\n"


def check(page: Page, name: str, content: str) -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("Файл").set_input_files(file)
    page.get_by_role("button", name="Проверить файл").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def mended(path: Path) -> str:
    """The copy with remarks as a csv, the wrong code put right; its first column stays, as people leave it."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [bool(row[0]) for row in rows[1:]] == [False, True]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(
        [["new-2" if cell == "с пробелом" else cell for cell in row] for row in rows]
    )
    return text.getvalue()


def test_a_file_with_mistakes_is_mended_written_and_taken_back(visit, keys, faults, overflow, tmp_path):
    page = visit("/lists/municipalities/import/", width=390, storage_state=keys("ministry"))
    check(page, "районы.csv", WRONG)
    wrong = page.get_by_role("region", name="Что не так", exact=True)
    expect(wrong.locator("tbody tr")).to_have_count(1)
    expect(wrong).to_contain_text("bad-code")
    assert (faults(page), overflow(page)) == ([], 0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Копия с замечаниями").click()
    copy = tmp_path / "copy.xlsx"
    download.value.save_as(copy)
    page.get_by_role("link", name="Другой файл").click()
    check(page, "исправлено.csv", mended(copy))
    page.get_by_role("button", name="Записать 2 строки").click()
    expect(page.get_by_text("Записано: создано 2, изменено 0")).to_be_visible()
    assert (faults(page), overflow(page)) == ([], 0)
    imported = page.url
    page.goto(page.url.partition("/lists/")[0] + "/lists/municipalities/")
    expect(page.get_by_role("link", name="Дальний район")).to_be_visible()
    page.goto(imported)
    page.get_by_label("Причина").fill("не тот файл")
    page.get_by_role("button", name="Отменить загрузку").click()
    expect(page.get_by_text("отменена: 2")).to_be_visible()
    page.goto(page.url.partition("/lists/")[0] + "/lists/municipalities/")
    expect(page.get_by_role("link", name="Дальний район")).to_have_count(0)


def test_a_form_with_mistakes_leads_to_its_fields(visit, keys, faults):
    page = visit("/lists/schools/add/", width=390, storage_state=keys("ministry"))
    page.get_by_label("Полное название").fill("Новая школа")
    page.get_by_role("button", name="Добавить школу").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Пока ничего не записано")
    summary.get_by_role("link", name="Код").click()
    expect(page.get_by_label("Код")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Полное название")).to_have_value("Новая школа")
    assert faults(page) == []
