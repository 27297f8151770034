"""The page of a stored file, for every eye, width and reader; its owner stands in tests/desk."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from opora.config import env
from tests.browser.conftest import Server

NAMES = ("Приказ № 212.pdf", "Посещение.jpg", "Школы.csv")


@pytest.fixture(scope="module")
def desk(site: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Addresses of a few files, on a second server over the same data whose files have an owner."""
    server = Server(tmp_path_factory.mktemp("desk"), site.environment["DATABASE_URL"])
    server.environment |= {"OPORA_HOME": str(site.home), "DJANGO_SETTINGS_MODULE": "tests.desk.settings"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.fill"],
        env=server.environment,
        cwd=env.SOURCE_TREE,
        capture_output=True,
        text=True,
        check=True,
    )
    process = server.start()
    yield {name: f"{server.address}/files/{key}/" for name, key in json.loads(done.stdout).items()}
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture(params=NAMES)
def page(request: pytest.FixtureRequest, visit, keys, desk: dict[str, str]) -> Page:
    return visit(desk[request.param], storage_state=keys("ministry"))


def test_it_reads_well_and_never_scrolls_sideways(page: Page, faults, overflow) -> None:
    for width, scheme in ((1360, "light"), (390, "light"), (1360, "dark"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == [], (width, scheme)
    for width in (1360, 680, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == 0, width
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Скачать")).to_be_hidden()


def test_pages_are_turned_without_a_script(visit, keys, desk: dict[str, str]) -> None:
    page = visit(desk[NAMES[0]], storage_state=keys("ministry"), javascript=False)
    picture = page.get_by_role("img", name="изображение страницы 1 из 3")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.naturalWidth") > 1000
    page.get_by_role("link", name="Следующая страница").click()
    expect(page.get_by_role("img", name="изображение страницы 2 из 3")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="Скачать").click()
    assert started.value.suggested_filename == NAMES[0]
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF-")


def test_the_file_itself_is_never_opened_by_its_address(visit, keys, desk: dict[str, str]) -> None:
    page = visit(desk[NAMES[1]], storage_state=keys("ministry"))
    address = page.get_by_role("link", name="Скачать").get_attribute("href")
    with page.expect_download():
        page.evaluate("address => { location.href = address }", address)


def test_who_may_not_see_the_object_is_told_that_there_is_nothing(visit, keys, desk: dict[str, str]) -> None:
    page = visit(desk[NAMES[0]], storage_state=keys("editor"))
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Приказ")
    assert "Приказ" not in page.content()
