"""What an amending order says of the rows of an earlier one, in the phrases such orders use."""

import pytest

from opora.orders.amendments import Instructions, Replacement, instructions

CASES = {
    "Приложение к приказу изложить в новой редакции согласно приложению.": Instructions(whole=True),
    "Дорожную карту изложить в прилагаемой редакции": Instructions(whole=True),
    "Строку 12 изложить в следующей редакции:": Instructions(restated=("12",)),
    "Строки 3, 5 и 7–9 приложения изложить в новой редакции": Instructions(restated=("3", "5", "7", "8", "9")),
    "Дополнить строкой 12.1 следующего содержания:": Instructions(added=("12.1",)),
    "Пункт № 7 дорожной карты исключить.": Instructions(removed=("7",)),
    "Мероприятие 4.2 признать утратившим силу": Instructions(removed=("4.2",)),
    "В строке 5 слова «до 1 марта» заменить словами «до 1 апреля»": Instructions(
        replaced=(Replacement("5", "до 1 марта", "до 1 апреля"),)
    ),
    "в строке 5 слова «и родителей» исключить": Instructions(replaced=(Replacement("5", "и родителей", ""),)),
    "в пункте 9 цифры «10» заменить цифрами «12»": Instructions(replaced=(Replacement("9", "10", "12"),)),
    "в строке 6 после слова «школ» дополнить словами «и садов»": Instructions(
        replaced=(Replacement("6", "школ", "школ и садов"),)
    ),
    "В строке 8: слова «АИРО» исключить; слова «март» заменить словами «май»": Instructions(
        replaced=(Replacement("8", "АИРО", ""), Replacement("8", "март", "май"))
    ),
    "Строку 7 исключить; дополнить строкой 49": Instructions(removed=("7",), added=("49",)),
    "Строку 7 считать строкой 8": Instructions(unread=("Строку 7 считать строкой 8",)),
    "Пункт 3 приказа исключить": Instructions(),
    "Пункт 3 настоящего приказа изложить в следующей редакции:": Instructions(),
    "Контроль за исполнением приказа оставляю за собой.": Instructions(),
    "Обеспечить исполнение мероприятий дорожной карты в срок.": Instructions(),
}


@pytest.mark.parametrize(("point", "expected"), CASES.items())
def test_a_point_says(point: str, expected: Instructions) -> None:
    assert instructions([point]) == expected


def test_points_add_up_and_a_number_holds_for_the_sentences_that_follow() -> None:
    found = instructions(
        [
            "Внести изменения:\nв строке 3:\nслова «май» заменить словами «июнь»;\nстроку 4 исключить.",
            "Строку 5 изложить в новой редакции",
        ]
    )
    assert found.replaced == (Replacement("3", "май", "июнь"),)
    assert (found.removed, found.restated, found.whole) == (("4",), ("5",), False)
    assert found.of_rows
