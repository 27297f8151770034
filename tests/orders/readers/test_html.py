"""Web pages: what a page shows, and nothing that it hides or points at."""

import pytest
from django.utils import translation

from opora.orders import UnreadableOrder, read, read_order
from opora.orders.document import Document, Paragraph
from tests.orders.readers.documents import only_row, rows, told

HEADER = "<tr><th>№<th>Мероприятие<th>Срок<th>Исполнитель</tr>"


def _page(body: str, head: str = "") -> Document:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "plan.html")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "<meta charset=utf-8>"),
        ("utf-8", "<meta charset='windows-1251'>"),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("koi8-r", "<meta charset=koi8-r>"),
        ("cp1251", ""),
        ("cp1251", "<meta charset=punycode>"),
        ("utf-16", ""),
        ("utf-8-sig", "<meta charset=koi8-r>"),
    ],
)
def test_encodings(encoding: str, declared: str) -> None:
    page = f"<html><head>{declared}</head><p>Об утверждении плана помощи школам на 2024 год</html>"
    assert told(read(page.encode(encoding), "a.htm")) == ["Об утверждении плана помощи школам на 2024 год"]


def test_rows_and_columns_that_cells_span() -> None:
    document = _page(
        f"<table>{HEADER}<tr><td>1<td>Встреча<td rowspan=2>март<td rowspan=1000000>Комитет</tr>"
        "<tr><td>2<td>Отчёт</tr><tr><td>3<td colspan=99999999>май</tr></table>"
    )
    assert rows(document)[1:] == [
        ["1", "Встреча", "март", "Комитет"],
        ["2", "Отчёт", "март", "Комитет"],
        ["3", "май", "", "Комитет"],
    ]
    assert [cell.merged for cell in list(document.rows())[2].cells] == [False, False, True, True]


def test_head_body_and_foot_of_a_table_stand_in_their_order() -> None:
    document = _page(
        "<table><tfoot><tr><td>2<td>Отчёт<td>май<td>Комитет</tfoot>"
        f"<tbody><tr><td>1<td>Встреча<td>март<td>Комитет</tbody><thead>{HEADER}</thead></table>"
    )
    assert [row[0] for row in rows(document)] == ["№", "1", "2"]


def test_a_table_that_lays_out_another_is_seen_through() -> None:
    document = _page(
        f"<table><tr><td>Меню<td><h2>План</h2><table><tr><td><table>{HEADER}"
        "<tr><td>1<td>Встреча<td>март<td>Комитет</table></table><p>После</table>"
    )
    assert told(document) == [
        "Меню",
        "План",
        ["№", "Мероприятие", "Срок", "Исполнитель"],
        ["1", "Встреча", "март", "Комитет"],
        "После",
    ]


def test_a_small_table_inside_a_cell_is_text_of_the_cell() -> None:
    document = _page(
        f"<table>{HEADER}<tr><td>1<td>Встреча<td>март<td><table><tr><td>Комитет<td>Институт</table></table>"
    )
    assert rows(document)[1] == ["1", "Встреча", "март", "Комитет\nИнститут"]


def test_a_head_in_two_columns_is_paragraphs() -> None:
    document = _page("<table><tr><td>СОГЛАСОВАНО<br>советом<td>УТВЕРЖДЕНО<br>приказом</table>")
    assert told(document) == ["СОГЛАСОВАНО", "советом", "УТВЕРЖДЕНО", "приказом"]


def test_lines_and_lists_in_a_cell() -> None:
    document = _page(
        f"<table>{HEADER}<tr><td><ol start=4><li></ol><td>Встреча:<ol><li>в школе<li>в районе</ol>"
        "<td>март<br>и  апрель<td><p>Комитет</p><ul><li>Институт</ul></table>"
    )
    assert rows(document)[1] == ["4.", "Встреча:\n1. в школе\n2. в районе", "март\nи апрель", "Комитет\nИнститут"]


def test_links_under_words() -> None:
    cell = (
        '<a href="https://a.example/one">план</a> <a href="docs/two.html">отчёт</a> '
        '<a href="mailto:a@a.example">почта</a> <a href="javascript:x()">ход</a> <a href="https://a.example/three">https://a.example/three</a>'
    )
    table = f"<table>{HEADER}<tr><td>1<td>Встреча<td>март<td>{cell}</table>"
    assert only_row(_page(table), "1").cells[3].links == ("https://a.example/one",)
    based = _page(table, '<base href="https://b.example/x/">')
    assert only_row(based, "1").cells[3].links == ("https://a.example/one", "https://b.example/x/docs/two.html")
    local = _page(table, '<base href="/x/">')
    assert only_row(local, "1").cells[3].links == ("https://a.example/one",)


def test_what_a_page_hides_is_left_out() -> None:
    document = _page(
        "<script>var a = '<p>нет</p>'</script><p>Да<!-- нет --> и&nbsp;&laquo;да&raquo;</p><p hidden>нет</p>"
        '<div style="color:red; display : none"><p>нет</p></div><style>p{}</style><noscript>нет</noscript>'
        f"<table>{HEADER}<tr style='display:none'><td>нет<td>нет<td>нет<td>нет</tr>"
        "<tr><td>1<td>пере&shy;мена<td>март<td style='visibility:hidden'>нет</table>",
        "<title>нет</title>",
    )
    assert told(document) == [
        "Да и «да»",
        ["№", "Мероприятие", "Срок", "Исполнитель"],
        ["1", "перемена", "март", ""],
    ]


def test_a_page_saved_from_word() -> None:
    document = read(
        (
            "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body>"
            "<!--[if gte mso 9]><xml><w:WordDocument>нет</w:WordDocument></xml><![endif]-->"
            "<p class=MsoNormal align=center>О плане<o:p></o:p></p><p class=MsoNormal align=center>на 2024 год</p>"
            "<p class=MsoNormal align=center><o:p>&nbsp;</o:p></p><p align=center>Далее</p>"
            f"<table class=MsoTable>{HEADER}<tr><td><p><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>"
            "<![if !supportLists]><![endif]><o:p>&nbsp;</o:p></p><td><p>Встреча</p><td><p>март</p><td><p>Комитет</p>"
            "</table></body></html>"
        ).encode(),
        "plan.htm",
    )
    assert told(document)[:3] == ["О плане", "на 2024 год", "Далее"]
    assert [block.line for block in document.blocks[:3]] == [1, 2, 4]
    assert rows(document)[1] == ["1.", "Встреча", "март", "Комитет"]


def test_a_page_of_a_portal_with_a_menu_and_a_footer() -> None:
    document = _page(
        "<nav><ul><li>Новости</li><li>Контакты</li></ul></nav><h1>План</h1>"
        f"<table>{HEADER}<tr><td>1<td>Встреча<td>март<td>Комитет</table><footer>© Область, 2024</footer>"
    )
    assert told(document)[0:3] == ["Новости", "Контакты", "План"]
    assert [block.heading for block in document.blocks if isinstance(block, Paragraph)] == [False, False, True, False]
    assert told(document)[-1] == "© Область, 2024"


def test_broken_markup_is_read_as_browsers_do() -> None:
    page = f"<table>{HEADER}<tr><td>1<td><b>Встреча<td>март</b><td>Комитет</span></tr><tr><td>2<td>Отчёт<td>май"
    assert rows(read(page.encode(), "a.html"))[1:] == [
        ["1", "Встреча", "март", "Комитет"],
        ["2", "Отчёт", "май", ""],
    ]


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("<div>" * 100_000 + "нет", ", line 1: the page is nested deeper or has longer parts than any order;"),
        (f"<p title='{'x' * 12_000_000}'>нет", ", line 1: the page is nested deeper or has longer parts"),
        ("<table>" + "<tr><td rowspan=9999 colspan=99>x" * 9_000, ": its table has more cells than any order"),
        ("<table><tr>" + "<td>x" * 200_000, ": its table has more cells than any order"),
        ("<html><script>нет</script></html>", ": the file has no text"),
        ("<html>", ": the file has no text"),
    ],
)
def test_hostile_pages_are_refused_in_one_line(page: str, problem: str) -> None:
    with translation.override("en"), pytest.raises(UnreadableOrder) as told_:
        read_order(page.encode(), "a.html")
    assert str(told_.value).startswith(f"a.html{problem}")
    assert "\n" not in str(told_.value)


def test_plain_text_about_tags_is_no_page() -> None:
    assert told(read("Тег <table> делает таблицу".encode(), "a.txt")) == ["Тег <table> делает таблицу"]
