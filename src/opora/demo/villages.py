"""Names of invented villages: an adjective and a noun that agree («Нижние Ключи», «Старая Грива»)."""

import random
from collections.abc import Iterator

from opora.demo.names import words

MASCULINE = words("Яр Бор Лог Увал Брод Плёс Кордон Хутор Луг Ручей Перекат Затон Овраг Курган Починок Перевоз")
FEMININE = words("Грива Падь Речка Поляна Роща Заимка Пристань Мельница Елань Балка Коса Берёзка Криница Переправа")
NEUTER = words("Озерко Поле Раздолье Приволье Займище Заречье Подгорье Урочище Поречье Залесье Взгорье Угодье")
PLURAL = words("Ключи Родники Броды Выселки Пески Камыши Хутора Увалы Дворики Ивняки Сосенки Перелески Гривки Мостки")
HARD = words("Стар Нов Мал Красн Бел Светл Зелён Ясн Каменн Берёзов Калинов Песчан Рябинов Осинов Медов Полынн")
SOFT = words("Верхн Нижн Дальн Средн Ближн Летн Зимн")
HARD_ENDINGS = ("ый", "ая", "ое", "ые")
SOFT_ENDINGS = ("ий", "яя", "ее", "ие")
ALONE = words(
    "Родники Озёрки Лесное Раздольное Привольное Ясное Приозёрное Залесное Заречье Ковыли Сосенки Журавлиное Лебяжье "
    "Утиное Гусиное Тальники Черёмушки Малиновка Смородинка Ежевичное Клюквенное Грибное Ягодное Вишнёвка Яблоневка "
    "Полынное Медуница Зверобойное Ромашково Васильково Снежное Ветряное Дождевое Туманное Лунное Росное Сенное "
    "Стожки Овсянка Гречишное Льняное Подсолнечное Бахчевое Мельничное Кузнечное Гончарное Пчельник Бортное Рыбное"
)


def all_villages() -> Iterator[str]:
    """Every name the lists can make, each once."""
    yield from dict.fromkeys(ALONE)
    for gender, nouns in enumerate((MASCULINE, FEMININE, NEUTER, PLURAL)):
        for noun in nouns:
            for stems, endings in ((HARD, HARD_ENDINGS), (SOFT, SOFT_ENDINGS)):
                for stem in stems:
                    if stem[:4].lower() != noun[:4].lower():  # no «Берёзовая Берёзка»
                        yield f"{stem}{endings[gender]} {noun}"


def shuffled(rng: random.Random, taken: frozenset[str]) -> Iterator[str]:
    """Villages in an order of the seed's own, without the names taken already."""
    names = [name for name in all_villages() if name not in taken]
    rng.shuffle(names)
    return iter(names)
