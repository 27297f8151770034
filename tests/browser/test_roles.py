"""Everybody who can sign in to the demonstration sees what permissions.yaml grants the post, and nothing beyond."""

import pytest
from playwright.sync_api import expect

MINE = "Мои дела"
WHOLE = [MINE, "Обзор", "Дорожная карта", "Муниципалитеты", "Школы", "События", "Практики", "Списки", "Люди"]
CONTROL = [MINE, "Обзор", "Дорожная карта", "Контроль", *WHOLE[3:]]
MESSAGES = "Сообщения"
FIGURES = [MINE, "Обзор", "Дорожная карта", "События", "Практики"]
OF_SCHOOLS = [MINE, "Обзор", "Дорожная карта", "Школы", "События", "Практики", "Люди"]
MENUS = {
    "ministry": [*CONTROL, MESSAGES],
    "controller": CONTROL,
    "institute": [*CONTROL, MESSAGES],
    "expert": FIGURES,
    "head": WHOLE,
    "coordinator": [*WHOLE, MESSAGES],
    "curator": OF_SCHOOLS,
    "school": OF_SCHOOLS,
    "team": OF_SCHOOLS,
    "editor": [],
    "operator": [],
}
DOORS = {
    MINE: ["/todo/"],
    "Дорожная карта": ["/roadmap/", "/roadmap/4/", "/indicators/4/"],
    "Контроль": ["/control/", "/control/sheet/", "/control/sheet.pdf", "/roadmap/4/control/"],
    "Муниципалитеты": ["/municipalities/", "/indicators/4/municipalities/"],
    "Школы": ["/schools/"],
    "События": ["/events/", "/events/list.xlsx", "/events/calendar.ics"],
    "Практики": ["/practices/", "/practices/bank/", "/practices/sites/"],
    "Списки": ["/lists/", "/lists/schools/", "/lists/schools/list.xlsx"],
    "Люди": ["/people/", "/people.csv"],
    MESSAGES: ["/messages/", "/messages/new/"],
}
"""The page of the menu, and what is closed together with it. The overview opens to everybody."""
COVERAGE = {"ministry", "controller", "institute", "head", "coordinator"}
"""Who sees, beside the people, who is still to be appointed."""
ORDERS = {"ministry", "operator"}
"""Who brings official documents."""
ONE_ROLE = {
    "/roadmap/next-year/": "ministry",
    "/roadmap/4/deadline/": "controller",
    "/people/new/": "ministry",
    "/practices/bank/add/": "institute",
    "/appointments/new/": "ministry",
}
"""Doors of one role alone."""
OF_THE_DISTRICT = ["ООШ, Нижние Ключи", "СОШ №\xa014, Ключи", "СОШ, Родники"]
OWN_SCHOOLS = {
    "head": OF_THE_DISTRICT,
    "coordinator": OF_THE_DISTRICT,
    "curator": OF_THE_DISTRICT,
    "school": ["СОШ №\xa014, Ключи"],
    "team": ["СОШ №\xa014, Ключи"],
}
ELSEWHERE = "Лицей №\xa03, Заречный"


@pytest.mark.parametrize("login", MENUS)
def test_the_menu_names_what_opens_and_nothing_else_does(visit, keys, login):
    page = visit("/capacity/", storage_state=keys(login))
    if (more := page.get_by_role("banner").get_by_text("Ещё", exact=True)).count():
        more.click()
    items = page.get_by_role("banner").get_by_role("navigation").get_by_role("link")
    assert [item.inner_text() for item in items.all()] == MENUS[login]
    for label, doors in DOORS.items():
        asked, status = (doors[:1], 200) if label in MENUS[login] else (doors, 404)
        assert [page.request.get(address).status for address in asked] == [status] * len(asked)
    for address in ("/coverage/", "/coverage.csv"):
        assert page.request.get(address).status == (200 if login in COVERAGE else 404)
    assert page.request.get("/roadmap/orders/").status == (200 if login in ORDERS else 404)
    if "Люди" in MENUS[login]:
        page.get_by_role("banner").get_by_role("link", name="Люди").click()
        tabs = page.get_by_role("group", name="Люди и покрытие").get_by_role("link")
        assert tabs.all_inner_texts() == (["Люди", "Покрытие"] if login in COVERAGE else [])
    for address, who in ONE_ROLE.items():
        assert page.request.get(address).status == (200 if login == who else 404)


@pytest.fixture(scope="module")
def addresses(site, visits, keys):
    """Pages of schools and municipalities by their names."""
    with visits() as visit:
        page = visit("/schools/", storage_state=keys("ministry"))
        links = page.locator("main tbody a").evaluate_all("links => links.map(a => [a.innerText, a.pathname])")
    return dict(links)


@pytest.mark.parametrize("login", OWN_SCHOOLS)
def test_a_restricted_role_opens_its_own_schools_alone(visit, keys, addresses, login):
    own = OWN_SCHOOLS[login]
    page = visit("/schools/", storage_state=keys(login))
    expect(page.locator("main tbody th a")).to_have_text(own)
    answers = {name: page.request.get(addresses[name]).status for name in [*OF_THE_DISTRICT, ELSEWHERE]}
    assert answers == {name: 200 if name in own else 404 for name in answers}


@pytest.mark.parametrize("login", OWN_SCHOOLS)
def test_a_restricted_role_finds_its_own_schools_alone_in_a_figure_of_the_region(visit, keys, login):
    page = visit("/indicators/5/?list=met", storage_state=keys(login))
    expect(page.get_by_role("region", name="Значение")).to_contain_text("39 из 41")
    members = page.get_by_role("region", name="Открытый список").locator("tbody th a").all_inner_texts()
    left = ["СОШ, Дальние Ключи"] if login in ("head", "coordinator") else []
    assert sorted(members) == sorted([*OWN_SCHOOLS[login], *left])
    expect(page.get_by_text(f"Ещё {39 - len(members)} — вне вашей зоны.")).to_be_visible()


@pytest.mark.parametrize("login", ["head", "coordinator"])
def test_a_municipal_role_opens_its_own_municipality_alone(visit, keys, addresses, login):
    page = visit("/municipalities/", storage_state=keys(login))
    expect(page.locator("main tbody th a")).to_have_text(["Ключевской район"])
    assert page.request.get(addresses["Ключевской район"]).status == 200
    assert page.request.get(addresses["г. Заречный"]).status == 404


@pytest.mark.parametrize("login", ["editor", "operator"])
def test_a_post_without_pages_is_told_so(visit, keys, faults, overflow, login):
    page = visit("/", width=320, storage_state=keys(login))
    expect(page.get_by_role("heading", level=1)).to_have_text("Для вашей должности здесь пока ничего нет")
    expect(page.get_by_text("попросите министерство о назначении")).to_be_visible()
    assert faults(page) == []
    assert overflow(page) == 0


def test_a_refused_sign_in_says_why_and_keeps_the_login(visit, sign_in, faults):
    page = visit("/")
    sign_in(page, "controller", "priobye-2021")
    expect(page.get_by_role("alert")).to_have_text(
        "Логин или пароль не подходит. Проверьте раскладку клавиатуры и Caps Lock."
    )
    expect(page.get_by_label("Логин")).to_have_value("controller")
    expect(page.get_by_label("Пароль")).to_have_value("")
    assert faults(page) == []
    sign_in(page, "controller")
    expect(page.get_by_role("heading", level=1)).to_have_text("Дорожная карта 2022 года")


def test_a_sign_in_left_empty_names_the_fields(visit, faults):
    page = visit("/sign-in/")
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("alert")).to_contain_text("Исправьте: Логин Пароль")
    expect(page.get_by_label("Логин")).to_have_accessible_description("Обязательное поле.")
    assert faults(page) == []
