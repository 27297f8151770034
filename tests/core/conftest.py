"""Components rendered alone, in Russian, without the shell of the apps above."""

import pytest
from django.template import Context, Template
from django.utils import translation


@pytest.fixture
def russian():
    with translation.override("ru"):
        yield


@pytest.fixture
def render(rf, russian):
    """What a template gives; spaces that do not break become plain ones."""

    def render(source: str, /, path: str = "/page/", **context: object) -> str:
        bare = Context({"request": rf.get(path), **context})  # without the shell of the apps above
        bare.request = bare["request"]
        html = Template("{% load opora %}" + source).render(bare)
        return html.replace("\u00a0", " ")

    return render
