"""The words every name of a school is made of, which set none apart: legal forms, types, signs of places."""

import re
from itertools import chain

from opora.organisations.models import SchoolKind


def _words(text: str) -> list[str]:
    """A list that is easy to read."""
    return text.split()


GENERIC = "school"
"""A text that only says "school"."""
_ANY_SCHOOL = (SchoolKind.SECONDARY, SchoolKind.BASIC, SchoolKind.PRIMARY)
COVERS = {GENERIC: frozenset(map(str, _ANY_SCHOOL)), **{kind.value: frozenset({kind.value}) for kind in SchoolKind}}
"""The types that a said type may mean."""

LEGAL = frozenset(
    _words(
        "мбоу мкоу маоу моу мобу моку моау оу оо гбоу гкоу гоу кгбоу кгкоу огбоу окоу "
        "муниципальное муниципального бюджетное бюджетного казенное казенного автономное автономного "
        "общеобразовательное общеобразовательного образовательное образовательного учреждение учреждения "
        "общеобразовательная образовательная организация"
    )
)
"""Legal forms of public schools; others (private, non-profit, МБУ of sports schools) set one apart and stay words."""
TWO_MEANINGS = "сш"
"""A secondary school beside such a legal form, else perhaps a sports school."""

_SCHOOL = r"школ(?:а|ы|е|у)"
_GENERAL = r"(?:общеобразовательн(?:ая|ой|ую) )?"
TYPES = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (rf"(?:(?:средн|основн)(?:яя|ая) )?{_GENERAL}(?:{_SCHOOL} )?интернат(?:а|е)?", SchoolKind.BOARDING.value),
        (r"гимнази(?:я|и|ю)", SchoolKind.GYMNASIUM.value),
        (r"лице(?:й|я|е)", SchoolKind.LYCEUM.value),
        (rf"с(?:о)?ш|средн(?:яя|ей|юю) (?:полн(?:ая|ой) )?{_GENERAL}{_SCHOOL}", SchoolKind.SECONDARY.value),
        (rf"оош|основн(?:ая|ой|ую) {_GENERAL}{_SCHOOL}", SchoolKind.BASIC.value),
        (rf"нош|начальн(?:ая|ой|ую) {_GENERAL}{_SCHOOL}", SchoolKind.PRIMARY.value),
        (rf"{_GENERAL}{_SCHOOL}|шк", GENERIC),
    )
)
LONGEST_TYPE = 4
"""Words of the longest name of a type."""

TOWN, VILLAGE = "town", "village"
_SIGNS = {
    TOWN: ("г", "гор", "город", "города", "городе"),
    "с": ("с", "село", "села", "селе"),
    "п": ("п", "пос", "поселок", "поселка", "поселке"),
    "д": ("д", "дер", "деревня", "деревни", "деревне"),
    "рп": ("рп", "пгт"),
    "ст": ("ст", "станция", "станции", "станица", "станицы"),
    "х": ("х", "хутор", "хутора"),
}
SIGNS = {sign: kind for kind, signs in _SIGNS.items() for sign in signs}
"""What stands before a settlement, and its kind."""
OBLIQUE = frozenset(_words("города городе села селе поселка поселке деревни деревне станции станицы хутора"))
"""Signs after which a name may stand in another case."""

HONOUR = frozenset({"имени", "им"})
TITLES = frozenset(
    _words(
        "героя россии советского союза труда социалистического полного кавалера ордена славы маршала генерала адмирала "
        "академика поэта писателя летчика космонавта ветерана участника войны"
    )
)
"""Words before the surname of whoever a school is named after."""
BRANCH = re.compile(r"филиал\w*|подразделени\w*|отделени\w*|корпус\w*")
BETWEEN = frozenset({"в", "на"})
DISTRICT = frozenset({"район", "района", "районе"})
"""What follows the name of a district; «р-н» and «м. о.» are two words."""
DISTRICT_IN_TWO = frozenset(
    {("р", "н"), ("р", "на"), ("р", "не"), ("м", "о"), ("муниципальный", "район"), ("муниципального", "района")}
    | {("муниципальный", "округ"), ("муниципального", "округа")}
)
NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        _words(
            "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
            "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать"
        ),
        start=1,
    )
}
WORDS = frozenset(
    chain(
        LEGAL,
        SIGNS,
        HONOUR,
        BETWEEN,
        DISTRICT,
        chain.from_iterable(DISTRICT_IN_TWO),
        _words("сош сш оош нош шк школа школы средняя основная начальная общеобразовательная гимназия лицей интернат"),
        _words("номер филиал округ округа городской городского"),
    )
)
"""All of them, for recognising slips of the pen."""
