"""The sign-in page says what is wrong beside the field and above the form."""

import pytest
from django import forms
from django.template import Context
from django.template.loader import get_template


class SignInForm(forms.Form):
    login = forms.CharField(label="Логин")
    password = forms.CharField(label="Пароль", widget=forms.PasswordInput)


@pytest.fixture
def render(rf):
    page = get_template("account/login.html").template
    return lambda **context: page.render(Context({"request": rf.get("/sign-in/"), **context}))


def test_an_empty_field_is_named_and_linked(render):
    html = render(form=SignInForm({"login": "ministry"}))
    assert 'role="alert"' in html
    assert '<a class="op-link" href="#id_password">Пароль</a>' in html
    assert 'aria-describedby="id_password_error"' in html


def test_a_wrong_password_is_told_once_and_kept_out_of_the_page(render):
    form = SignInForm({"login": "ministry", "password": "secret-typed-before"})
    form.add_error(None, "Логин или пароль не подходят.")
    html = render(form=form)
    assert html.count("Логин или пароль не подходят.") == 1
    assert "secret-typed-before" not in html


def test_it_leads_back_to_where_the_reader_was_going(render):
    html = render(form=SignInForm(), redirect_field_name="next", redirect_field_value='/5/?x="><script>')
    assert 'name="next" value="/5/?x=&quot;&gt;&lt;script&gt;"' in html
    assert 'role="alert"' not in html
