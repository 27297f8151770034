"""Pages as people get them: a server of its own with its own data, and the system's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState, sync_playwright

from opora.config import env
from opora.demo.sign_ins import SHARED_PASSWORD
from tests.core.jobs.bases import WORK

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is marked, so that it can be left out or run alone."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


class Server:
    """The `opora` command over data of its own."""

    def __init__(self, home: Path, database: str) -> None:
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{probe.getsockname()[1]}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("OPORA_", "DJANGO_"))},
            "OPORA_HOME": str(home),
            "DATABASE_URL": database,
            "OPORA_WORKER": "no",  # `work` starts one that knows the jobs of the tests
        }

    def opora(self, *arguments: str) -> str:
        """Run one command to its end; what it printed."""
        command = [sys.executable, "-m", "opora.config.cli", *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=env.SOURCE_TREE, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"opora {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def work(self) -> "subprocess.Popen[bytes]":
        """A worker that knows the jobs of the tests as well."""
        log = (self.home / "worker.log").open("wb")
        return subprocess.Popen(WORK, env=self.environment, cwd=env.SOURCE_TREE, stdout=log, stderr=log)

    def start_job(self, name: str, arguments: str, by: str) -> None:
        """Somebody puts a job of the tests into the queue."""
        subprocess.run(
            [*WORK, "start", name, arguments],
            env={**self.environment, "TEST_BY": by},
            cwd=env.SOURCE_TREE,
            check=True,
        )

    def start(self) -> "subprocess.Popen[bytes]":
        """Serve, and come back when the first page answers."""
        port = str(urlsplit(self.address).port)
        command = [sys.executable, "-m", "opora.config.cli", "run", "--port", port, "--workers", "1"]
        log = (self.home / "log").open("wb")
        process = subprocess.Popen(command, env=self.environment, cwd=env.SOURCE_TREE, stdout=log, stderr=log)
        for _attempt in range(150):
            try:
                urllib.request.urlopen(f"{self.address}/static/config/error.css", timeout=1)  # noqa: S310 - our own
            except (URLError, ConnectionError, TimeoutError):
                assert process.poll() is None, (self.home / "log").read_text("utf-8")
                time.sleep(0.1)
            else:
                return process
        process.kill()
        raise AssertionError(f"The server does not answer: {(self.home / 'log').read_text('utf-8')}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Opora over an empty database, served as `make run` serves it."""
    database = os.environ.get("DATABASE_URL", "")
    if database:
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("CREATE DATABASE opora_browser TEMPLATE template0")
        database = urlsplit(database)._replace(path="/opora_browser").geturl()
    server = Server(tmp_path_factory.mktemp("home"), database)
    server.opora("migrate", "--verbosity", "0")
    server.opora("collectstatic", "--noinput", "--verbosity", "0")
    processes = [server.work(), server.start()]
    yield server
    for process in processes:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def site(server: Server) -> Server:
    """The same with the demonstration region on 1 October 2022."""
    server.opora("demo", "--on", "2022-10-01", "--seed", "1")
    server.start_job("test-slow", '{"steps": 3}', by="ministry")
    return server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert executable, "Chromium is missing: install the package chromium"
    with sync_playwright() as playwright:
        american = {**os.environ, "LANGUAGE": "en_US"}  # fields of dates are written month first, whatever the machine
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS, env=american)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def visits(chromium: Browser, server: Server) -> Callable[[], AbstractContextManager[Callable[..., Page]]]:
    """For pages that several tests share: `with visits() as visit: …` is what the fixture `visit` is for one test."""

    @contextmanager
    def visits() -> Iterator[Callable[..., Page]]:
        opened: list[BrowserContext] = []
        wrong: list[str] = []

        def hear(message: ConsoleMessage) -> None:
            if "Content Security Policy" in message.text:
                wrong.append(message.text)

        def visit(path: str, *, width: int = 1360, dark: bool = False, javascript: bool = True, **context: Any) -> Page:
            chosen = {
                "locale": "ru-RU",
                "color_scheme": "dark" if dark else "light",
                "reduced_motion": "reduce",
                **context,
            }
            opened.append(
                chromium.new_context(
                    base_url=server.address,
                    viewport={"width": width, "height": 900},
                    java_script_enabled=javascript,
                    **chosen,
                )
            )
            opened[-1].set_default_timeout(15_000)
            page = opened[-1].new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", hear)
            page.goto(path)
            return page

        yield visit
        for context in opened:
            context.close()
        assert wrong == []

    return visits


@pytest.fixture
def visit(visits: Callable[[], AbstractContextManager[Callable[..., Page]]]) -> Iterator[Callable[..., Page]]:
    """Open an address of the server as a fresh Russian visitor: `visit("/gallery/", width=390, dark=True)`.

    Further words go to Playwright's new_context. An error of a script, or anything that the Content-Security-Policy
    had to refuse, fails the test.
    """
    with visits() as visit:
        yield visit


@pytest.fixture(scope="session")
def sign_in(site: Server) -> Callable[..., None]:
    """Fill the page of signing in, and send it: `sign_in(page, "ministry")`."""

    def sign_in(page: Page, login: str, password: str = SHARED_PASSWORD) -> None:
        page.get_by_label("Логин").fill(login)
        page.get_by_label("Пароль").fill(password)
        page.get_by_role("button", name="Войти").click()

    return sign_in


@pytest.fixture(scope="session")
def keys(
    visits: Callable[[], AbstractContextManager[Callable[..., Page]]], sign_in: Callable[..., None]
) -> Callable[[str], StorageState]:
    """Let in somebody of the demonstration: `visit("/", storage_state=keys("ministry"))`; each signs in only once."""

    @cache
    def keys(login: str) -> StorageState:
        with visits() as visit:
            page = visit("/sign-in/?next=/capacity/")
            sign_in(page, login)
            page.wait_for_url("**/capacity/")
            return page.context.storage_state()

    return keys


@pytest.fixture(scope="session")
def faults() -> Callable[..., list[str]]:
    """What axe finds wrong with a page; `faults(page, "color-contrast")` asks for one rule alone."""
    axe = Axe()

    def faults(page: Page, *rules: str) -> list[str]:
        run_only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
        found = axe.run(page, options={"resultTypes": ["violations"], "runOnly": run_only})
        return [f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes']][:3]}" for v in found.response["violations"]]

    return faults


@pytest.fixture(scope="session")
def overflow() -> Callable[[Page], int]:
    """By how many pixels a page is wider than its window."""

    def overflow(page: Page) -> int:
        excess: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return excess

    return overflow


@pytest.fixture(scope="session")
def focus_shows() -> Callable[[Page], bool]:
    """Whether the reader sees where the focus is: on the screen, and drawn."""

    def focus_shows(page: Page) -> bool:
        shows: bool = page.evaluate(
            """() => { const e = document.activeElement, hit = e.querySelector('.hit');
            const s = getComputedStyle(e), r = e.getBoundingClientRect();
            const inside = r.bottom > 0 && r.right > 0 && r.top < innerHeight && r.left < innerWidth;
            return inside && (hit ? getComputedStyle(hit).strokeWidth === '3px'
                                  : s.outlineStyle !== 'none' || s.boxShadow !== 'none'); }"""
        )
        return shows

    return focus_shows
