"""screenshots.py: takes the pictures of docs/screenshots from a demonstration region of its own (needs chromium).

Every page on a desk, the chief ones also at 390 px and in the dark. Run `make screenshots` when pages have changed.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "screenshots"
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = {
    "overview": "/",
    "roadmap": "/roadmap/",
    "indicator": "/indicators/5/?list=missing",
    "indicator-unknown": "/indicators/7/",
    "action": "/roadmap/35/",
    "breakdown": "/indicators/5/municipalities/",
    "history": "/indicators/5/history/?since=2022-02-20",
    "passport": "/indicators/5/passport/",
    "definition": "/indicators/5/definition/",
    "changes": "/roadmap/changes/?since=2022-09-01",
    "search": "/search/?q=ключи",
    "control": "/control/",
    "control-sheet": "/control/sheet/",
    "control-action": "/roadmap/5/control/",
    "deadline": "/roadmap/5/deadline/",
    "versions": "/roadmap/versions/",
    "next-year": "/roadmap/next-year/",
    "orders": "/roadmap/orders/",
    "municipalities": "/municipalities/",
    "schools": "/schools/",
    "jobs": "/jobs/",
    "status": "/status/",
    "messages": "/messages/",
    "message": "/messages/1/",
    "message-calls": "/messages/1/calls/",
    "message-new": "/messages/new/?to=coordinator",
    "reminders": "/reminders/",
    "events": "/events/",
    "event-new": "/events/new/",
    "people": "/people/?post=curator",
    "coverage": "/coverage/",
    "holding-up": "/holding-up/",
    "school-gaps": "/holding-up/schools/",
    "lists": "/lists/",
    "list-schools": "/lists/schools/",
    "list-doubles": "/lists/doubles/",
    "works": "/practices/",
    "bank": "/practices/bank/",
    "certificates": "/certificates/",
    "calendar": "/todo/calendar/",
    "gallery": "/gallery/",
}
FIRST_OF = {"municipality": "/municipalities/", "school": "/schools/?which=no-curator"}
"""Pages of one thing: the first link in the table of these pages."""
CHIEF = ("overview", "control", "roadmap", "indicator", "municipality", "school")
DAY = "as_of=2022-10-01"
HIGHEST = 1800
"""Pixels of a long page that are worth keeping."""


def main() -> None:
    """Load, serve, take the pictures, stop."""
    with tempfile.TemporaryDirectory() as home:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {**os.environ, "OPORA_HOME": home, "PORT": str(port), "OPORA_LANGUAGE": "ru"}
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["demo"]):
            subprocess.run([ROOT / "opora", *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([ROOT / "opora", "run"], env=environment, stdout=subprocess.DEVNULL)
        try:
            wait_for(port)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
                take(browser, f"http://127.0.0.1:{port}")
                browser.close()
        finally:
            server.terminate()
            server.wait()


def wait_for(port: int) -> None:
    """Until the server answers, half a minute at most."""
    for _second in range(60):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    sys.exit("opora: the server did not start")


def take(browser: Browser, site: str) -> None:
    """All pictures, signed in as the ministry."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for suffix, width in (("", 1280), ("-390", 390), ("-dark", 1280)):
        page = browser.new_page(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if suffix == "-dark" else "light",
            locale="ru-RU",
        )
        page.goto(f"{site}/sign-in/")
        page.screenshot(path=PICTURES / f"sign-in{suffix}.png")
        page.fill("[name=login]", "ministry")
        page.fill("[name=password]", "priobye-2022")
        page.click("main button[type=submit]")
        addresses = dict(PAGES)
        for name, listed in FIRST_OF.items():
            page.goto(site + listed)
            addresses[name] = page.locator("main table tbody a").first.get_attribute("href") or listed
        for name, address in addresses.items():
            if not suffix or name in CHIEF:
                page.goto(f"{site}{address}{'&' if '?' in address else '?'}{DAY}")
                high = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
                clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": high}
                page.screenshot(path=PICTURES / f"{name}{suffix}.png", full_page=True, clip=clip)
        page.close()


main()
