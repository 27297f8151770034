"""Uploads go to the disk, no further than the limit; a form says what may be chosen before it is chosen."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from opora.core import numbers
from opora.core.files.uploads import UploadField
from tests.core.markup import text


class Form(forms.Form):
    """One file."""

    act = UploadField(label="Act", accept=["document", "picture"])


def sent(content: bytes) -> HttpRequest:
    """A request with one file, before anybody has read it."""
    return RequestFactory().post("/", {"act": SimpleUploadedFile("act.pdf", content)})


def test_an_upload_lies_on_the_disk_however_small() -> None:
    upload = sent(b"%PDF-").FILES["act"]
    assert isinstance(upload, TemporaryUploadedFile)
    assert upload.read() == b"%PDF-"


@pytest.mark.django_db
def test_no_more_than_the_limit_is_kept_and_the_action_says_so(settings, store) -> None:
    settings.FILE_LIMIT_MB = 1
    upload = sent(b"x" * (3 * 2**20)).FILES["act"]
    assert upload.size == 2**20 + 1
    assert len(upload.read()) == 2**20 + 1
    upload.seek(0)
    with pytest.raises(ValidationError, match="Файл больше 1 МБ"):
        store(upload, upload.name, accept=["text"])
    whole = sent(b"x" * 2**20).FILES["act"]
    assert store(whole, "a.txt").size == 2**20


def test_what_may_be_chosen_is_said_before(render, settings) -> None:
    html = render("{% for bound in form %}{% field field=bound %}{% endfor %}", form=Form())
    assert ".pdf, .docx, .odt, .jpg, .jpeg, .png; не больше 20 МБ. Изображения: не больше 10 МБ." in text(html)
    assert 'accept=".pdf, .docx, .odt, .jpg, .jpeg, .png"' in html
    settings.FILE_LIMIT_MB = 50
    assert "не больше 50 МБ" in str(Form()["act"].help_text)


def test_a_form_without_a_file_says_so() -> None:
    assert Form({}, MultiValueDict()).errors["act"]


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (1, "1 байт"),
        (1023, "1 023 байта"),
        (1024, "1 КБ"),
        (348_160, "340 КБ"),
        (1_258_291, "1,2 МБ"),
        (20 * 2**20, "20 МБ"),
    ],
)
def test_a_size_is_written_for_people(russian, size: int, written: str) -> None:
    assert numbers.size(size).replace("\u00a0", " ") == written
