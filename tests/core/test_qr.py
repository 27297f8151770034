"""The code for a camera: drawn as lines, it holds module by module what the code of the text holds."""

import re

import pytest
import segno
from django.template import Context, Template, TemplateSyntaxError

from opora.core.components.qr import QUIET, qr_code

ADDRESS = "https://opora.example/verify/4f1-Ж?x=<y>"


def drawn(svg: str) -> set[tuple[int, int]]:
    """Dark squares by column and row, read from the path."""
    (path,) = re.findall(r'<path d="([^"]+)"', svg)
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{n}v1h-{back}z" for x, y, n, back in runs) == path
    assert all(n == back for _x, _y, n, back in runs)
    return {(int(x) + step, int(y)) for x, y, n, _back in runs for step in range(int(n))}


@pytest.mark.parametrize("text", [ADDRESS, "1", "слово " * 60])
def test_it_holds_what_the_code_of_the_text_holds_within_a_quiet_border(text):
    rows = list(segno.make_qr(text, error="m").matrix_iter(border=QUIET))
    dark = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    svg = qr_code(text=text, label="x")
    assert drawn(svg) == dark
    assert f'viewBox="0 0 {len(rows)} {len(rows)}"' in svg


def test_its_label_is_read_out_and_cannot_end_it():
    written = Template("{% load opora %}{% qr_code text=address label=label %}").render(
        Context({"address": ADDRESS, "label": '"><script>'})
    )
    assert 'role="img" aria-label="&quot;&gt;&lt;script&gt;"' in written
    assert "<title>&quot;&gt;&lt;script&gt;</title>" in written
    assert "data:" not in written
    assert "style" not in written


def test_a_code_without_a_label_does_not_compile():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load opora %}{% qr_code text='x' %}")
