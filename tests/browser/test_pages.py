"""Every kind of page over the demonstration region: for every eye, every width, on paper and in English."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.look

SIGN_IN = "/sign-in/"
PAGES = {
    "sign-in": SIGN_IN,
    "overview": "/",
    "to-dos": "/todo/?by=school",
    "put a to-do off": "/todo/ отложить",
    "hand a to-do over": "/todo/ передать",
    "roadmap": "/roadmap/",
    "roadmap as a table": "/roadmap/?view=table",
    "roadmap, nothing fits": "/roadmap/?state=at_risk",
    "roadmap, not yet known": "/roadmap/?known_at=2021-12-01",
    "events": "/events/",
    "event": "/events/ Круглый стол «Школа меняется»",
    "new event": "/events/new/",
    "names to sort out": "/events/ Круглый стол «Школа меняется» > Явка",
    "invitations": "/events/ Интенсив «Вектор развития»: второй этап > Приглашения",
    "check-in": "/events/ Интенсив «Вектор развития»: второй этап > Регистрация",
    "who was there": "/events/ Круглый стол «Школа меняется» > Кто был, поимённо",
    "action": "/roadmap/35/",
    "indicator, met": "/indicators/5/?list=met",
    "indicator, missing": "/indicators/5/?list=missing",
    "indicator, unknown": "/indicators/5/?list=unknown",
    "indicator, excluded": "/indicators/5/?list=excluded",
    "indicator that nobody knows": "/indicators/7/",
    "breakdown": "/indicators/5/municipalities/",
    "history": "/indicators/5/history/?since=2022-02-20",
    "history of what nobody knows": "/indicators/12/history/",
    "passport": "/indicators/5/passport/",
    "passport of what nobody knows": "/indicators/12/passport/",
    "definition": "/indicators/5/definition/",
    "definition, known earlier": "/indicators/5/definition/?known_at=2022-03-01",
    "take back": "/indicators/5/definition/take-back/",
    "take back, nothing": "/indicators/12/definition/take-back/",
    "what changed": "/roadmap/changes/?since=2022-02-01",
    "control": "/control/?since=2022-09-01",
    "control, nothing moved": "/control/?since=2022-09-30",
    "control sheet": "/control/sheet/?since=2022-09-01",
    "control of an action": "/roadmap/5/control/",
    "control of what nobody knows": "/roadmap/7/control/",
    "versions": "/roadmap/versions/",
    "next year": "/roadmap/next-year/",
    "orders": "/roadmap/orders/",
    "municipalities": "/municipalities/",
    "municipality": "/municipalities/ Ключевской район",
    "schools": "/schools/",
    "school": "/schools/ СОШ № 14, Ключи",
    "people": "/people/?post=curator",
    "people, nobody fits": "/people/?q=zzz",
    "person": "/people/?post=curator Лысухина Тамара Глебовна",
    "name and contacts": "/people/?post=curator Лысухина Тамара Глебовна > Изменить имя и контакты",
    "hand schools over": "/people/?post=curator Лысухина Тамара Глебовна > Передать 3 школы",
    "hand a post over": "/people/?post=curator Лысухина Тамара Глебовна > Передать",
    "end": "/people/?post=curator Лысухина Тамара Глебовна > Завершить",
    "end several": "/people/?post=curator Лысухина Тамара Глебовна > Уходит: завершить сразу несколько",
    "take an appointment back": "/people/?post=curator Лысухина Тамара Глебовна > Отменить",
    "appoint": "/coverage/ Куратор: назначить",
    "new person": "/people/new/",
    "appoint, the place": "/appointments/new/?post=curator&where=14",
    "coverage": "/coverage/",
    "who holds up what": "/holding-up/?overdue=yes",
    "gaps by school": "/holding-up/schools/",
    "search": "/search/?q=14",
    "search, nothing found": "/search/?q=zzz",
    "background work": "/jobs/",
    "background work, none in this state": "/jobs/?state=failed",
    "a job": "/jobs/ test-slow: schools.xlsx",
    "state of the installation": "/status/",
    "messages": "/messages/",
    "messages, none of the kind": "/messages/?state=stopped",
    "message": "/messages/ Явка на осенний семинар",
    "text for a messenger": "/messages/1/messenger/",
    "list of calls": "/messages/1/calls/",
    "new message": "/messages/new/?to=coordinator",
    "letters about to-dos": "/reminders/",
    "lists": "/lists/",
    "list of municipalities": "/lists/municipalities/",
    "municipality in the list": "/lists/municipalities/ Ключевской район",
    "new municipality": "/lists/municipalities/add/",
    "list of schools": "/lists/schools/?municipality=klyuchevskoi",
    "list of schools, nothing fits": "/lists/schools/?q_school=zzz",
    "school in the list": "/lists/schools/?q_school=14,+Ключи СОШ № 14, Ключи",
    "new school": "/lists/schools/add/",
    "name of a school": "/lists/schools/1/name/",
    "status of a school": "/lists/schools/1/status/",
    "mistaken name": "/lists/schools/1/name/1/",
    "schools of the programme": "/lists/cohort/",
    "school in the programme": "/lists/cohort/ СОШ № 14, Ключи",
    "schools to take in": "/lists/cohort/add/",
    "low results": "/lists/low-results/",
    "new list of low results": "/lists/low-results/add/?as_of=2020-01-01",
    "growth points": "/lists/growth-points/",
    "list to bring in": "/lists/cohort/import/",
    "learned names": "/lists/names/",
    "name to teach": "/lists/names/add/",
    "schools entered twice": "/lists/doubles/",
    "two entries of a school": "/lists/doubles/1/2/",
    "works": "/practices/",
    "work": "/practices/ Час чтения вместо нулевого урока",
    "bank of practices": "/practices/bank/",
    "practice": "/practices/bank/ Час чтения вместо нулевого урока",
    "innovation sites": "/practices/sites/",
    "innovation site": "/practices/sites/ СОШ № 2, Приобск",
    "certificates": "/certificates/",
    "calendar": "/todo/calendar/",
    "certificate to verify": "/verify/?number=2022-0001-0000",
    "own posts": "/capacity/",
    "password": "/password/",
}
"""Address, or the address of a list and the links to follow from it."""
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
NAMES = re.compile(
    r"Проект 500\+|Явка на осенний семинар|Ключевской район|(МБОУ .*Северное ?.)?СОШ, Северное.?"
    r"|приказ министерства №\s\d+ от\s[\d.]+|Час чтения вместо нулевого урока: что дал год"
    r"|Учебная мотивация|Предметная компетентность|Вовлечение родителей|Школьное благополучие|Методическая работа"
    r"|Языковые барьеры|г\. Приобск"
    r"|(СОШ|МБОУ «Средняя общеобразовательная школа) №\s14.*Ключи"
    r"|директор СОШ 2|iPhone \(Ольга\)|Галактика|[А-ЯЁ]\w+ [А-ЯЁ]\. [А-ЯЁ]\."
    r"|Интенсив «Вектор развития»: второй этап"
    r"|Круглый стол «Школа меняется»|[А-ЯЁ]\w+ [А-ЯЁ]\w+ [А-ЯЁ]\w+(вна|ична|вич|ьич)\b"
    r"|(СОШ|ООШ|Лицей)( №\s\d+)?, [А-ЯЁ]\w+( [А-ЯЁ]\w+)?"
    r"|Лысухина Тамара Глебовна|Лысухина\sТ\.\sГ\.|СОШ №\s\d+, Приобск|ООШ, Каменная Мельница|Оляпкина"
)
WORDS_OF_OURS = (
    "head title, h1, h2, h3, thead th, label, legend, button:not([lang=ru]), summary:not(.op-menu *, [lang=ru]), nav a,"
    " .op-lead, .op-chip, .op-seg a, .op-flabel, .op-legend span, .op-card-f, .op-empty, .op-st, .op-says, .op-fig,"
    " .op-foot p"
)
FOLLOWED = "main :is(tbody, .op-head, .op-card-f, .op-tabs, .op-work)"
"""Where on a page the links stand that the addresses above follow."""
NOT_FOR_PAPER = ".op-top, .op-asof, .op-foot, .op-skip, nav, .op-actions"


@pytest.fixture(scope="module", params=PAGES.values(), ids=PAGES)
def page(request: pytest.FixtureRequest, site, visits, keys) -> Iterator[Page]:
    """The page as the ministry sees it, shared by all tests of it."""
    address, _, links = request.param.partition(" ")
    with visits() as visit:
        page = visit(address, storage_state=None if address == SIGN_IN else keys("ministry"))
        for link in filter(None, links.split(" > ")):
            page.locator(FOLLOWED).get_by_role("link", name=link).first.click()
        yield page


def show(page: Page, width: int = 1360, scheme: str = "light", media: str = "screen") -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media, color_scheme=scheme)


@pytest.mark.parametrize("width", [1360, 390])
def test_axe_finds_nothing(page, faults, width):
    show(page, width)
    assert faults(page) == []


@pytest.mark.parametrize("width", [1360, 390])
def test_everything_reads_well_in_the_dark(page, faults, width):
    show(page, width, "dark")
    assert faults(page, "color-contrast") == []


def test_the_page_never_scrolls_sideways(page, overflow):
    wider = {}
    for width in (1360, 1024, 680, 390, 320):
        show(page, width)
        wider[width] = overflow(page)
    assert wider == dict.fromkeys(wider, 0)


def test_no_style_and_no_script_stands_in_the_page(page):
    assert page.locator("[style]").count() == 0
    assert page.locator("style, script:not([src])").count() == 0


def test_the_page_says_that_everything_in_it_is_invented(page):
    show(page, 390)
    expect(page.get_by_role("complementary", name="Демонстрация")).to_be_in_viewport()


def test_paper_is_light_and_says_its_day(page):
    show(page, scheme="dark", media="print")
    expect(page.locator("h1")).to_have_css("color", "rgb(23, 34, 46)")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(NOT_FOR_PAPER).filter(visible=True)).to_have_count(0)
    if page.locator(".op-asof").count():
        asked = re.search(r"as_of=(\d+)-(\d+)-(\d+)", page.url)
        day = ".".join(reversed(asked.groups())) if asked else "01.10.2022"
        expect(page.get_by_text(f"на дату {day} · известно на")).to_be_visible()


def test_english_leaves_only_names_in_russian(page):
    page.context.add_cookies([{"name": "opora_language", "value": "en", "url": page.url}])
    page.reload()
    ours = page.locator(WORDS_OF_OURS).all_text_contents()
    assert len(ours) > 10
    assert [words for words in ours if CYRILLIC.search(NAMES.sub("", words))] == []
