"""A small region for single rules: a few schools, and people whose names are near to one another."""

from opora.events.resolving import Registry, Somebody
from opora.events.resolving.registry import Held, Name, part
from opora.organisations.names.municipalities import MunicipalityNames, NamedMunicipality
from opora.organisations.names.schools import NamedSchool, SchoolNames

MUNICIPALITIES = ("Ключевской район", "Берёзовский район", "г. Приобск", "Озёрский район")
SCHOOLS = (
    ("СОШ № 14, Ключи", "МБОУ «Средняя общеобразовательная школа № 14», с. Ключи", 1),
    ("СОШ № 3, Ключи", "МБОУ «Средняя общеобразовательная школа № 3», с. Ключи", 1),
    ("СОШ № 2, Берёзовка", "МБОУ «Средняя общеобразовательная школа № 2», с. Берёзовка", 2),
    ("СОШ № 2, Приобск", "МБОУ «Средняя общеобразовательная школа № 2», г. Приобск", 3),
    ("СОШ № 14, Приобск", "МБОУ «Средняя общеобразовательная школа № 14», г. Приобск", 3),
    ("ООШ, Озёрки", "МБОУ «Основная общеобразовательная школа», с. Озёрки", 4),
    ("Лицей № 5, Приобск", "МБОУ «Лицей № 5», г. Приобск", 3),
)
HEAD, DEPUTY, TEAM, CURATOR, COORDINATOR = "school_head", "deputy_head", "team_member", "curator", "coordinator"


def person(
    number: int, name: str, *posts: tuple[str, int], email: str = "", former: str = "", left: bool = False
) -> Somebody:
    """Somebody; a post is its code and the number of a school, a negative one of a municipality, 0 the region."""
    surname, given, patronymic = name.split()
    names = [Name(part(surname), part(given), part(patronymic), yo="ё" in name)]
    if former:
        names.append(Name(part(former), part(given), part(patronymic), former=True))
    held = tuple(_held(10 * number + at, post, place, left=left) for at, (post, place) in enumerate(posts))
    return Somebody(number, name, email, tuple(names), held)


def _held(holding: int, post: str, place: int, *, left: bool) -> Held:
    if place > 0:
        return Held(holding, post, "school", place, SCHOOLS[place - 1][2], post, SCHOOLS[place - 1][0], not left)
    if place < 0:
        return Held(holding, post, "municipality", -place, -place, post, MUNICIPALITIES[-place - 1], not left)
    return Held(holding, post, "region", 1, None, post, "", not left)


PEOPLE = (
    person(1, "Иванова Мария Петровна", (HEAD, 1), email="ivanova@example.org"),
    person(2, "Чижова Елена Викторовна", (CURATOR, 1), (CURATOR, 6)),
    person(3, "Чижова Екатерина Павловна", (HEAD, 6)),
    person(4, "Стрижов Павел Андреевич", (COORDINATOR, -2)),
    person(5, "Стрижева Нина Андреевна", (HEAD, 3)),
    person(6, "Дятлов Семён Николаевич", (HEAD, 4)),
    person(7, "Дроздова Ольга Михайловна", (TEAM, 6)),
    person(8, "Перепёлкина Ольга Ивановна", (HEAD, 2), former="Синицына"),
    person(9, "Петрова Анна Сергеевна", (DEPUTY, 1)),
    person(10, "Петрова Алла Сергеевна", (DEPUTY, 5)),
    person(11, "Орлова Наталья Юрьевна", (HEAD, 5)),
    person(12, "Орлова Наталья Юрьевна", (DEPUTY, 7)),
    person(13, "Сойкина-Чайкина Вера Ильинична", (HEAD, 7)),
    person(14, "Зимина Инна Олеговна", (TEAM, 1)),
    person(15, "Щеглов Юрий Яковлевич", (TEAM, 2)),
    person(16, "Галкина Юлия Евгеньевна", (DEPUTY, 3), left=True),
    person(17, "Галкина Юнона Егоровна", (TEAM, 3)),
    person(18, "Ключевский Иван Ильич", (TEAM, 4)),
    person(19, "Роман Савелий Игоревич", (TEAM, 4)),
    person(20, "Жаворонкова Ксения Фёдоровна", (TEAM, 5), email="school14@example.org"),
    person(21, "Цаплин Хасан Шамильевич", (TEAM, 5), email="school14@example.org"),
    person(22, "Грачёв Семён Семёнович", ("institute", 0)),
)


def registry() -> Registry:
    """Made anew for each test."""
    municipalities = MunicipalityNames(
        NamedMunicipality(number, f"m{number}", name, name.removesuffix(" район"))
        for number, name in enumerate(MUNICIPALITIES, 1)
    )
    schools = [
        NamedSchool(number, f"s{number}", municipality, ((name, short),), frozenset())
        for number, (short, name, municipality) in enumerate(SCHOOLS, 1)
    ]
    return Registry(PEOPLE, SchoolNames(schools, municipalities), "Приобский край")
