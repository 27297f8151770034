"""Components: the HTML says what it should, nothing gets through unescaped, a misspelling never compiles."""

import datetime as dt
import re

import pytest
from django import forms
from django.template import Template, TemplateSyntaxError

from opora.core.components.figures import Value
from opora.core.components.links import Chip, Link, Stage, page_numbers
from opora.core.components.states import STATES
from tests.core.markup import HOSTILE, text

DAY = dt.date(2022, 3, 24)
pytestmark = pytest.mark.usefixtures("russian")


@pytest.mark.parametrize(
    "source",
    [
        "{% figure counted=1 total=2 unknow=1 %}",
        "{% figure counted=1 %}",
        "{% figure 1 2 %}",
        "{% bar couted=1 %}",
        "{% amount nubmer=1 %}",
        "{% value figre=v %}",
        "{% status stat='overdue' %}",
        "{% glyph state='overdue' boxed=True %}",
        "{% as_of date=d known=k %}",
        "{% page_head titel='x' %}{% endpage_head %}",
        "{% page_head title='x' %}",
        "{% card title='x' %}{% endcard %}",
        "{% card_head title='x' key='k' nte='n' %}{% endcard_head %}",
        "{% note knd='info' %}{% endnote %}",
        "{% kv lable='x' %}{% endkv %}",
        "{% year_ribbon marks=m %}",
        "{% strip periods=p state='overdue' as_of=d start=d finish=d %}",
        "{% strip_axis as_of=d start=d %}",
        "{% tiles municipality=m %}",
        "{% four_lists met=1 missing=1 unknown=1 excluded=1 open='met' %}",
        "{% chips choices=c %}",
        "{% segment options=c label='x' %}",
        "{% pages number=1 %}",
        "{% steps stages=s %}",
        "{% empty_list title='x' %}",
        "{% tag txt='x' %}",
        "{% field_error error='x' key='k' %}",
        "{% field filed=f %}",
        "{% icon nmae='mail' %}",
        "{% figrue counted=1 total=2 %}",
    ],
)
def test_a_misspelling_refuses_to_compile(source):
    with pytest.raises(TemplateSyntaxError):
        Template("{% load opora %}" + source)


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ("counted=31 total=40", "31 из 40 · 77,5 %"),
        ("counted=31 total=40 unknown=3", "31 из 40, не известно 3: 77,5–85 %"),
        ("counted=0 total=69 unknown=69", "не известно 69 из 69"),
        ("counted=0 total=40", "0 из 40 · 0 %"),
        ("counted=0 total=0", "—"),
        ("counted=31 total=40 short=True", "31 из 40"),
        ("counted=31 total=40 unknown=3 short=True", "31 из 40, не известно 3"),
        ("counted=1100 total=1200", "1 100 из 1 200 · 91,7 %"),
    ],
)
def test_figure(render, attributes, words):
    assert text(render("{% figure " + attributes + " %}")) == words


def test_figure_opens(render):
    html = render("{% figure counted=31 total=40 unknown=3 url=url %}", url="/5/?list=missing&x=" + HOSTILE)
    assert html.startswith('<a class="op-fig" href="/5/?list=missing&amp;x=&quot;&gt;&lt;script')
    assert '<span class="op-unk">не известно 3</span>' in html


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value(met=31, missing=9), "31 из 40 · 77,5 %"),
        (Value(kind="count", met=37, unit="обращений"), "37 обращений"),
        (Value(kind="tally", met=0), "0"),
        (Value(kind="count", met=2, unknown=3), "2, не известно 3"),
        (Value(kind="count", met=0, unknown=3), "не известно"),
        (Value(kind="minimum", met=3, norm="≥ 2 в месяц"), "3 при норме ≥ 2 в месяц"),
        (Value(kind="delivery", met=1, on=DAY), "есть, 24.03.2022"),
        (Value(kind="delivery", missing=1), "ещё нет"),
        (Value(kind="delivery", unknown=1), "не известно"),
        (Value(kind="change", change=5), "+5,0 п. п."),
        (Value(kind="change"), "—"),
        (Value(known=False), "не известно"),
    ],
)
def test_value(render, value, words):
    assert text(render("{% value figure=v %}", v=value)) == words


def test_only_a_share_with_a_population_has_a_bar(render):
    assert "<svg" in render("{% value figure=v %}", v=Value(met=1))
    for value in (Value(), Value(kind="count", met=1), Value(kind="change", change=1), Value(known=False)):
        assert "<svg" not in render("{% value figure=v %}", v=value)


def test_a_unit_and_a_norm_are_escaped(render):
    html = render("{% value figure=v %}", v=Value(kind="count", met=1, unit=HOSTILE, norm=HOSTILE))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 2


@pytest.mark.parametrize(
    ("attributes", "label"),
    [
        ("counted=31 missing=6 unknown=3 target=100", "Засчитано 31 из 40, не известно 3, не хватает 6, цель 100 %"),
        ("counted=0 missing=40", "Засчитано 0 из 40, не хватает 40"),
        ("counted=40", "Засчитано 40 из 40"),
        ("counted=0 unknown=69", "Засчитано 0 из 69, не известно 69"),
        ("counted=0", "Засчитано 0 из 0"),
    ],
)
def test_bar_says_its_parts(render, attributes, label):
    html = render("{% bar " + attributes + " %}")
    assert f'role="img" aria-label="{label}"' in html


def test_bar_colours_and_shapes(render):
    assert "--op-fill" in render("{% bar counted=1 missing=1 %}")
    assert "--op-met)" in render("{% bar counted=1 missing=1 met=True %}")
    assert "op-hatch" in render("{% bar counted=1 unknown=1 %}")
    assert "op-hatch" not in render("{% bar counted=1 missing=1 %}")
    for attributes in ("counted=1 missing=9", "counted=0 missing=9 target=50", "counted=9"):
        html = render("{% bar " + attributes + " %}")
        assert "overdue" not in html
        assert "style=" not in html


def test_bar_parts_are_in_proportion(render):
    html = render("{% bar counted=25 missing=50 unknown=25 width=200 %}")
    assert 'd="M3 3H50.0' in html
    assert 'x="50.0" y="3.5" width="50.0"' in html


def test_the_states_stand_in_the_one_order():
    words = ["Просрочено", "Под угрозой", "Нет данных", "В работе", "Выполнено", "Впереди"]
    assert [str(state.word) for state in STATES.values()] == words


def test_status(render):
    for key, state in STATES.items():
        html = render("{% status state=key %}", key=key)
        assert text(html) == str(state.word)
        assert f"op-st-{state.css}" in html
        assert 'aria-hidden="true"' in html
    assert text(render("{% status state='executed' late=True %}")) == "Выполнено с опозданием"
    assert text(render("{% status state='overdue' late=True %}")) == "Просрочено"
    assert "&lt;script&gt;" in render("{% status state='overdue' text=t %}", t=HOSTILE)
    with pytest.raises(ValueError, match="overdue, at_risk, unknown, in_progress, executed, upcoming"):
        render("{% status state='met' %}")


def test_a_sign_alone_is_read_out(render):
    html = render("{% glyph state='executed' late=True %}")
    assert '<span class="op-vh">Выполнено с опозданием</span>' in html


def test_no_two_states_share_a_sign():
    assert len({state.sign for state in STATES.values()}) == len(STATES)


def test_four_lists(render):
    source = "{% four_lists met=31 missing=6 unknown=3 excluded=1 current='missing' %}"
    html = render(source, path="/5/?as_of=2022-03-24&page=3")
    assert text(html) == "Засчитано 31 Не хватает 6 Не известно 3 Исключено 1 31 + 6 + 3 = 40"
    assert 'href="?as_of=2022-03-24&amp;list=unknown"' in html
    assert re.findall(r'list=(\w+)" aria-current="true"', html) == ["missing"]
    with pytest.raises(ValueError, match="met, missing, unknown, excluded"):
        render("{% four_lists met=1 missing=1 unknown=1 excluded=1 current='gone' %}")


def test_as_of_leads_a_day_on_and_back_and_keeps_the_rest(render):
    html = render(
        "{% as_of date=d known_at=k latest=l %}",
        path="/5/?list=missing&page=2&as_of=2022-03-24&known_at=2022-03-20",
        d=DAY,
        k=dt.datetime(2022, 3, 20, 16, 59, tzinfo=dt.UTC),
        l=dt.date(2022, 10, 1),
    )
    assert 'href="?list=missing&amp;as_of=2022-03-23&amp;known_at=2022-03-20" aria-label="На день раньше"' in html
    assert 'href="?list=missing&amp;as_of=2022-03-25&amp;known_at=2022-03-20" aria-label="На день позже"' in html
    assert '<input type="hidden" name="list" value="missing">' in html
    assert 'name="as_of" value="2022-03-24" max="2022-10-01"' in html
    assert 'name="known_at" value="2022-03-20"' in html
    assert "20.03.2022" in text(html)
    assert 'name="page"' not in html


def test_as_of_on_the_last_day_has_no_next(render):
    html = render("{% as_of date=d latest=d %}", d=DAY)
    assert "На день позже" not in html
    assert "Более поздней даты нет" in text(html)
    assert "известно: сейчас" in text(html)


def test_as_of_shows_what_is_wrong_with_the_address(render):
    html = render("{% as_of date=d errors=e %}", d=DAY, e=["31 февраля не бывает.", HOSTILE])
    assert 'aria-invalid="true" aria-describedby="as-of-error"' in html
    assert 'id="as-of-error"' in html
    assert "31 февраля не бывает." in text(html)
    assert "<script" not in html


def test_as_of_escapes_what_the_address_carries(render):
    html = render("{% as_of date=d %}", path="/?x=%22%3E%3Cscript%3E", d=DAY)
    assert "<script" not in html


def test_page_head(render):
    html = render(
        "{% page_head title=t lead=t crumbs=c %}<a href='/x'>Печать</a>{% endpage_head %}",
        t=HOSTILE,
        c=[Link("Дорожная карта", "/roadmap/"), Link(HOSTILE)],
    )
    assert html.count("<h1>") == 1
    assert "<script" not in html
    assert '<nav class="op-crumbs" aria-label="Путь"><a href="/roadmap/">Дорожная карта</a>' in html
    assert "<div class=\"op-actions\"><a href='/x'>Печать</a></div>" in html
    assert "op-actions" not in render("{% page_head title='x' %} {% endpage_head %}")


def test_card_is_named_by_its_heading(render):
    html = render("{% card title=t key='h-x' note=t link='все' url='/all/' %}<p>тело</p>{% endcard %}", t=HOSTILE)
    assert '<section class="card" aria-labelledby="h-x">' in html
    assert '<h2 id="h-x">' in html
    assert "<p>тело</p>" in html
    assert '<a class="op-s" href="/all/">все</a>' in html
    assert "<script" not in html


def test_what_stands_in_a_block_is_escaped_by_its_template(render):
    for frame in ("card_foot", "note", "kv label='x'"):
        name = frame.split()[0]
        assert "<script" not in render("{% " + frame + " %}{{ t }}{% end" + name + " %}", t=HOSTILE)


def test_note(render):
    assert 'role="alert"' in render("{% note kind='bad' alert=True %}x{% endnote %}")
    assert 'role="alert"' not in render("{% note kind='bad' %}x{% endnote %}")
    with pytest.raises(ValueError, match="info"):
        render("{% note kind='danger' %}x{% endnote %}")


def test_small_pieces(render):
    assert text(render("{% kv label='Пробелов' note='в строке 7' %}<b>6</b>{% endkv %}")) == "Пробеловв строке 76"
    assert render("{% tag text=t line=True %}", t=HOSTILE).startswith('<span class="op-tag op-tag-line">&quot;')
    html = render("{% empty_list title='Пробелов нет' text=t done=True level=2 %}", t=HOSTILE)
    assert "<h2>Пробелов нет</h2>" in html
    assert "<script" not in html
    assert render("{% field_error errors=e key='k' %}", e=[]) == ""
    assert 'id="k"' in render("{% field_error errors=e key='k' %}", e=[HOSTILE])
    assert "<script" not in render("{% field_error errors=e key='k' %}", e=[HOSTILE])


def test_icon(render):
    html = render("{% icon name='calendar' size=24 %}")
    assert 'width="24"' in html
    assert 'aria-hidden="true"' in html
    with pytest.raises(Exception, match="does not exist"):
        render("{% icon name='no-such-icon' %}")


def test_chips_are_links_and_the_chosen_are_marked(render):
    chips = [
        Chip(label="Просрочено", url="?state=overdue", count=2, state="overdue"),
        Chip(label=HOSTILE, url="?by=" + HOSTILE, on=True),
    ]
    html = render("{% chips choices=c label='По состоянию' %}", c=chips)
    assert 'role="group" aria-label="По состоянию"' in html
    assert "Просрочено <b>2</b>" in html
    assert html.count('aria-current="true"') == 1
    assert "<script" not in html


def test_segment(render):
    html = render("{% segment choices=c label='Вид' %}", c=[Link("Лента", "?a", current=True), Link(HOSTILE, "?b")])
    assert '<a href="?a" aria-current="true">Лента</a>' in html
    assert "<script" not in html


def test_pages(render):
    html = render("{% pages number=5 last=20 %}", path="/?state=overdue")
    assert text(html) == "1…34567…20"
    assert 'href="?state=overdue&amp;page=5" aria-current="page"' in html
    assert 'href="?state=overdue&amp;page=4" aria-label="Предыдущая страница"' in html
    assert render("{% pages number=1 last=1 %}").strip() == ""


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, 3, None, 9]),
        (9, 9, [1, None, 7, 8, 9]),
        (4, 9, [1, 2, 3, 4, 5, 6, None, 9]),
    ],
)
def test_page_numbers(number, last, shown):
    assert list(page_numbers(number, last)) == shown


def test_steps(render):
    stages = [Stage(title="Разработана", note=HOSTILE, state="executed"), Stage(title="Утверждена")]
    html = render("{% steps stages=s label='Этапы' %}", s=stages)
    assert html.startswith('<ol class="op-steps" aria-label="Этапы"><li class="is-done">')
    assert "Впереди" in text(html)
    assert "<script" not in html


class VisitForm(forms.Form):
    day = forms.DateField(label="Дата", help_text="дд.мм.гггг")
    kind = forms.ChoiceField(label="Вид", choices=[("", "Выберите")])
    sure = forms.BooleanField(label="Подтверждаю")


def test_field_ties_label_hint_and_error_together(render):
    form = VisitForm({"day": HOSTILE})
    html = render("{% field field=f %}", f=form["day"])
    assert '<label class="form-label" for="id_day">Дата</label>' in html
    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'id="id_day_helptext"' in html
    assert 'id="id_day_error"' in html
    assert 'aria-invalid="true"' in html
    assert "form-control is-invalid" in html
    assert "<script" not in html
    assert 'class="form-select is-invalid"' in render("{% field field=f %}", f=form["kind"])
    assert "is-invalid" not in render("{% field field=f %}", f=VisitForm()["day"])
    assert "Подтверждаю</span></label>" in render("{% field field=f %}", f=VisitForm()["sure"])
