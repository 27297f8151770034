"""Invented people: surnames of birds, so that nobody real is meant; each full name occurs once."""

import random
from dataclasses import dataclass


def words(text: str) -> list[str]:
    """A list written as a text: the word lists of the demonstration are long and plain."""
    return text.split()


SURNAMES = words(
    "Чижов Стрижов Зябликов Снегирёв Щеглов Скворцов Дроздов Синицын Перепёлкин Коростелёв Иволгин Пеночкин Славкин "
    "Чечёткин Клестов Свиристелев Варакушкин Зимородков Овсянкин Жаворонков Поползнев Пищухин Сойкин Кречетов "
    "Сапсанов Балобанов Чеглоков Пустельгин Кобчиков Осоедов Скопин Канюков Беркутов Ястребов Коршунов Филинов "
    "Сипухин Неясытев Сплюшкин Козодоев Щуркин Удодов Вертишейкин Дятлов Мухоловкин Горихвосткин Коноплянкин Зарянкин "
    "Оляпкин Завирушкин Корольков Ремезов Дергачёв Пастушков Лысухин Камышницын Чибисов Бекасов Вальдшнепов Гаршнепов "
    "Кроншнепов Турухтанов Веретенников Крачкин Чайкин Бакланов Пеликанов Казаркин Огарёв Нырков Крохалев Турпанов "
    "Стерхов Дрофин Стрепетов Авдоткин Горлицын Клинтухов Витютнев Сизоворонков Рябчиков Глухарёв Тетерин Куропаткин "
    "Фазанов Цаплин Аистов Кукушкин Грачёв Галкин Кедровкин Щуров Трясогузкин Камнешаркин Кулёмин Свистунков "
    "Чирков Гоголев Синьгин Гагарин"
)
MALE = words(
    "Александр Андрей Антон Аркадий Борис Вадим Валентин Виктор Виталий Всеволод Геннадий Глеб Григорий Денис Дмитрий "
    "Евгений Егор Захар Иван Игнат Игорь Илья Кирилл Леонид Макар Марк Матвей Никита Николай Олег Павел Пётр Роман "
    "Савелий Семён Степан Тимур Фёдор Юрий Ярослав"
)
FEMALE = words(
    "Алевтина Алла Анастасия Анна Антонина Валентина Варвара Вера Вероника Галина Дарья Ева Евгения Екатерина Елена "
    "Жанна Зинаида Зоя Инна Ирина Клавдия Ксения Лариса Лидия Любовь Людмила Маргарита Марина Мария Надежда Наталья "
    "Нина Оксана Ольга Полина Раиса Светлана Тамара Татьяна Юлия"
)
PATRONYMICS = words(
    "Аркадьев Богданов Валерьев Викторов Витальев Владленов Всеволодов Вячеславов Геннадьев Германов Глебов Григорьев "
    "Денисов Евгеньев Егоров Ефимов Захаров Игнатов Игорев Кириллов Леонидов Макаров Марков Матвеев Олегов Павлов "
    "Петров Родионов Романов Савельев Семёнов Степанов Тимофеев Тихонов Фёдоров Юрьев Яковлев Ярославов"
)
LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            *"abvgde",
            "yo",
            "zh",
            *"zi",
            "y",
            *"klmnoprstuf",
            "kh",
            "ts",
            "ch",
            "sh",
            "sch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)
WOMEN_IN_TEN = 7


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented; `login` is their key in the plan."""

    login: str
    surname: str
    given_name: str
    patronymic: str


class People:
    """Draws people without ever repeating a full name or a login."""

    def __init__(self, rng: random.Random, told: tuple[Person, ...] = ()) -> None:
        """`told`: people of the story; nobody else gets their surname and initials."""
        self._rng = rng
        self._initials = {_initials(person) for person in told}
        self._names: set[tuple[str, str, str]] = set()
        self._logins = {person.login for person in told}

    def draw(self) -> Person:
        """Somebody new, a woman in seven cases of ten."""
        while True:
            woman = self._rng.randrange(10) < WOMEN_IN_TEN
            name = named(
                self._rng.choice(SURNAMES),
                self._rng.choice(FEMALE if woman else MALE),
                self._rng.choice(PATRONYMICS),
                woman=woman,
            )
            person = Person(self._login(name), *name)
            if name not in self._names and _initials(person) not in self._initials:
                self._names.add(name)
                self._logins.add(person.login)
                return person

    def _login(self, name: tuple[str, str, str]) -> str:
        surname, given_name, patronymic = name
        base = latin(f"{surname}.{given_name[0]}{patronymic[0]}")
        number = 1
        login = base
        while login in self._logins:
            number += 1
            login = f"{base}{number}"
        return login


def named(surname: str, given_name: str, patronymic: str, *, woman: bool) -> tuple[str, str, str]:
    """The forms that agree: `surname` and `patronymic` are given as for a man, the latter without its ending."""
    if woman:
        return f"{surname}а", given_name, f"{patronymic}на"
    return surname, given_name, f"{patronymic}ич"


def latin(text: str) -> str:
    """Small Latin letters for a login."""
    return "".join(LETTERS.get(letter, letter) for letter in text.lower())


def _initials(person: Person) -> tuple[str, str, str]:
    return person.surname, person.given_name[0], person.patronymic[0]
