"""Word documents, paragraphs: what is read as text and what is left out."""

import pytest

from opora.orders import read
from opora.orders.document import Paragraph
from tests.orders.readers.written import p, roadmap, tc, tr, word


def texts(body: str, **parts: object) -> list[str]:
    return [block.text for block in read(word(body, **parts), "a.docx").blocks if isinstance(block, Paragraph)]


def run(content: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def t(text: str, properties: str = "") -> str:
    return run(f"<w:t>{text}</w:t>", properties)


def field(instruction: str, result: str) -> str:
    begin, separate, end = (run(f'<w:fldChar w:fldCharType="{turn}"/>') for turn in ("begin", "separate", "end"))
    cut = len(instruction) // 2
    told = "".join(run(f"<w:instrText>{part}</w:instrText>") for part in (instruction[:cut], instruction[cut:]))
    return begin + told + separate + result + end


BOX = f"<w:txbxContent>{p('УТВЕРЖДЕНА')}{p('приказом от 01.02.2023 № 5')}</w:txbxContent>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (t("Первая") + run("<w:br/>") + t("вторая"), ["Первая", "вторая"]),
        (t("Дата") + run("<w:tab/>") + t("№ 5"), ["Дата № 5"]),
        (t("мето") + run("<w:softHyphen/>") + t("дическая по\u00adмощь"), ["методическая помощь"]),
        (
            t("онлайн") + run("<w:noBreakHyphen/>") + t("семинар кругло\u2011годичный"),
            ["онлайн-семинар кругло-годичный"],
        ),
        (t("2023\u00a0год\nи далее"), ["2023 год и далее"]),
        (t("1 марта") + run('<w:sym w:font="Symbol" w:char="F02D"/>') + t("2 марта"), ["1 марта–2 марта"]),
        (t("Текст") + run('<w:footnoteReference w:id="2"/>') + t(" дальше"), ["Текст дальше"]),
        (t("Текст") + run('<w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t>'), ["Текст"]),
        (f"<w:ins>{t('вставлено')}</w:ins><w:del>{run('<w:delText>вычеркнуто</w:delText>')}</w:del>", ["вставлено"]),
        (f"<w:moveTo>{t('сюда')}</w:moveTo><w:moveFrom>{t('отсюда')}</w:moveFrom>", ["сюда"]),
        (t("видно") + t(" скрыто", "<w:vanish/>") + t(" и это", '<w:vanish w:val="0"/>'), ["видно и это"]),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{t('выбрано')}</w:sdtContent></w:sdt>", ["выбрано"]),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{t('Место')}</w:sdtContent></w:sdt>", []),
        (f"<w:smartTag><w:smartTag>{t('город')}</w:smartTag></w:smartTag>", ["город"]),
        (t("Лист ") + field(" PAGE ", t("7")) + t("плана"), ["Лист плана"]),
        (t("см. ") + field(" REF x ", t("пункт 3")), ["см. пункт 3"]),
        (f'<w:fldSimple w:instr=" NUMPAGES ">{t("9")}</w:fldSimple>{t("конец")}', ["конец"]),
        (run('<w:fldChar w:fldCharType="begin"/>') + run("<w:instrText>DATE</w:instrText>"), []),
        (
            run(f"<w:drawing><wsp><txbx>{BOX}</txbx></wsp></w:drawing>") + t("План"),
            ["УТВЕРЖДЕНА", "приказом от 01.02.2023 № 5", "План"],
        ),
    ],
)
def test_a_paragraph(content: str, expected: list[str]) -> None:
    assert texts(f"<w:p>{content}</w:p>{p('конец документа')}") == [*expected, "конец документа"]


def test_a_field_that_is_left_open_hides_nothing_after_its_paragraph() -> None:
    opened = run('<w:fldChar w:fldCharType="begin"/>') + run("<w:instrText>DATE</w:instrText>")
    assert texts(f"<w:p>{opened}</w:p>{p('Приказ')}") == ["Приказ"]


def test_a_box_for_new_programs_and_old_is_read_once() -> None:
    new, old = (
        f"<mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>",
        f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>",
    )
    both = f'<mc:AlternateContent xmlns:mc="urn:mc">{new}{old}</mc:AlternateContent>'
    only_old = f'<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice/>{old}</mc:AlternateContent>'
    for content in (both, only_old):
        assert texts(f"<w:p>{run(content)}</w:p>") == ["УТВЕРЖДЕНА", "приказом от 01.02.2023 № 5"]


def test_the_end_of_a_paragraph_that_is_taken_back_joins_it_to_the_next() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>О помощи </w:t></w:r></w:p>"
    gone = "<w:p><w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr><w:moveFrom><w:r><w:t>Нет</w:t></w:r></w:moveFrom></w:p>"
    document = read(word(first + p("школам") + gone + p("Конец")), "a.docx")
    assert [(one.text, one.line) for one in document.blocks if isinstance(one, Paragraph)] == [
        ("О помощи школам", 1),
        ("Конец", 2),
    ]


def test_hidden_by_style_and_headings() -> None:
    styles = (
        '<w:style w:styleId="h" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="a1" w:type="paragraph"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="b" w:type="paragraph"><w:name w:val="Мой"/><w:basedOn w:val="a1"/></w:style>'
        '<w:style w:styleId="loop" w:type="paragraph"><w:basedOn w:val="loop"/></w:style>'
    )
    hidden = t(" нет", '<w:rStyle w:val="h"/>')
    body = (
        p("Раздел", '<w:pStyle w:val="a1"/>')
        + p("Подраздел", '<w:pStyle w:val="b"/>')
        + p("Вид", '<w:outlineLvl w:val="0"/>')
        + p("Текст", '<w:pStyle w:val="loop"/>')
        + f"<w:p>{t('Видно')}{hidden}</w:p>"
    )
    blocks = read(word(body, styles=styles), "a.docx").blocks
    assert [(one.text, one.heading) for one in blocks if isinstance(one, Paragraph)] == [
        ("Раздел", True),
        ("Подраздел", True),
        ("Вид", True),
        ("Текст", False),
        ("Видно", False),
    ]


def test_lines_are_counted_with_empty_ones_and_rows() -> None:
    row = tr("1", "Встреча", "март", "Отдел")
    blocks = read(word(p("Приказ") + p() + p("О плане") + roadmap(row) + p("Конец")), "a.docx").blocks
    assert [block.line for block in blocks] == [1, 3, 4, 5, 6]


def test_pages_are_counted_once_where_a_break_is_written_and_drawn() -> None:
    drawn = run("<w:lastRenderedPageBreak/><w:t>вторая</w:t>")
    written = run('<w:br w:type="page"/>')
    body = f"<w:p>{t('первая')}{written}</w:p><w:p>{drawn}</w:p>" + p("третья", "<w:pageBreakBefore/>")
    section = p("", '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>') + p("четвёртая")
    document = read(word(body + section), "a.docx")
    assert [(one.text, one.page) for one in document.blocks if isinstance(one, Paragraph)] == [
        ("первая", 1),
        ("вторая", 2),
        ("третья", 3),
        ("четвёртая", 4),
    ]
    assert document.paged
    assert not read(word(p("Без страниц")), "a.docx").paged


def test_a_row_drawn_over_two_pages_turns_the_page_once() -> None:
    split = f"<w:p>{t('начало')}{run('<w:lastRenderedPageBreak/>')}{t('конец')}</w:p>"
    moved = f"<w:p>{run('<w:lastRenderedPageBreak/>')}{t('3')}</w:p>"
    rows = [tr("1", "а", "март", "Отдел"), tr(tc(split), tc(split), "март", ""), tr(tc(moved), "б", "май", "")]
    document = read(word(roadmap(*rows, rows[-1])), "a.docx")
    assert [row.page for row in document.rows()] == [1, 1, 1, 3, 4]


def test_links_lie_under_words_and_the_words_stay() -> None:
    under = f'<w:hyperlink r:id="rL">{t("Страница")}</w:hyperlink>'
    coded = field(' HYPERLINK "https://b.example/x" \\o "y" ', t("раздел"))
    simple = f"""<w:fldSimple w:instr='HYPERLINK "https://c.example"'>{t("сайт")}</w:fldSimple>"""
    place = f'<w:hyperlink w:anchor="top">{t("наверх")}</w:hyperlink>'
    letter = f'<w:hyperlink r:id="rM">{t("письмо")}</w:hyperlink>'
    shown = f'<w:hyperlink r:id="rD">{t("d.example/page")}</w:hyperlink>'
    gap = run("<w:tab/>")
    cell = tc(f"<w:p>{under}{gap}{coded}</w:p><w:p>{simple}{gap}{place}{gap}{letter}{gap}{shown}</w:p>")
    links = {"rL": "http://a.example/?p=1&amp;q=2", "rM": "mailto:a@b.example", "rD": "http://d.example/page/"}
    row = list(read(word(roadmap(tr("1", "Встреча", "март", cell)), links=links), "a.docx").rows())[1]
    assert row.cells[3].text == "Страница раздел\nсайт наверх письмо d.example/page"
    assert row.cells[3].links == ("http://a.example/?p=1&q=2", "https://b.example/x", "https://c.example")
