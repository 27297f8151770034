"""The people of the story: those the design shows, and one for each way to sign in."""

from opora.demo.names import Person

SINITSYNA = Person("ministry", "Синицына", "Мария", "Андреевна")
KRECHETOV = Person("controller", "Кречетов", "Всеволод", "Игнатович")
IVOLGINA = Person("institute", "Иволгина", "Тамара", "Львовна")
SOLOVYOVA = Person("expert", "Соловьёва", "Татьяна", "Глебовна")
KOROSTELYOV = Person("head", "Коростелёв", "Виктор", "Маркович")
ZHURAVLYOVA = Person("coordinator", "Журавлёва", "Нина", "Савельевна")
CHIZHOVA = Person("curator", "Чижова", "Елена", "Викентьевна")
PEREPYOLKINA = Person("school", "Перепёлкина", "Ольга", "Ильинична")
PENOCHKINA = Person("team", "Пеночкина", "Вера", "Павловна")
SVIRISTELEVA = Person("editor", "Свиристелева", "Юлия", "Марковна")
SHCHEGLOV = Person("operator", "Щеглов", "Тимур", "Олегович")

STRIZHOV = Person("strizhov.pa", "Стрижов", "Павел", "Аркадьевич")
ZYABLIKOVA = Person("zyablikova.ni", "Зябликова", "Надежда", "Игоревна")
SKVORTSOV = Person("skvortsov.dl", "Скворцов", "Денис", "Леонидович")
DROZDOVA = Person("drozdova.om", "Дроздова", "Оксана", "Матвеевна")
GAGARINA = Person("gagarina.lyu", "Гагарина", "Лидия", "Юрьевна")

SIGN_INS = (
    SINITSYNA,
    KRECHETOV,
    IVOLGINA,
    SOLOVYOVA,
    KOROSTELYOV,
    ZHURAVLYOVA,
    CHIZHOVA,
    PEREPYOLKINA,
    PENOCHKINA,
    SVIRISTELEVA,
    SHCHEGLOV,
)
"""Who can sign in, in the order in which `--sign-ins` lists them."""

CAST = (*SIGN_INS, STRIZHOV, ZYABLIKOVA, SKVORTSOV, DROZDOVA, GAGARINA)
