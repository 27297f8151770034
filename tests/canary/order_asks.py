"""Orders on their way to a roadmap, one of each region, and what a curious reader asks of them."""

from collections.abc import Iterator
from io import BytesIO

from django.urls import reverse

from opora.core.actors import SYSTEM
from opora.core.models import StoredFile
from opora.organisations.models import Region
from opora.roadmap import drafts
from opora.roadmap.models import OrderDraft
from tests.canary.asking import NOTHING, Ask
from tests.roadmap.small_order import COLUMNS

FIELD = {"row": "1", "field": "title", "position": "0"}


def bring(region: Region, mark: str) -> OrderDraft:
    """An order that bears the mark in its title, in its row and in the name of its file, whose content is lost."""
    row = f"1.\tДействие {mark}\t10.02.2022\tМинистерство\tДоля школ {mark}\thttps://example.org/{mark}"
    content = f"ПРИКАЗ\n\n28.02.2022 г.\n\n№ 7\n\nО карте {mark} на 2022 год\n\n{COLUMNS}\n{row}\n"
    draft = drafts.begin(content=BytesIO(content.encode()), name=f"{mark}.txt", region=region, by=SYSTEM)
    StoredFile.objects.filter(of=f"orderdraft:{draft.pk}").update(sha256="0" * 64)
    return draft


def asks() -> Iterator[Ask]:
    """The list, every draft of either region by its number, and posts that say nothing."""
    yield Ask("roadmap:orders", reverse("roadmap:orders"))
    yield Ask("roadmap:orders", reverse("roadmap:orders"), post={})
    for pk in (*OrderDraft.objects.order_by("pk").values_list("pk", flat=True), NOTHING):
        for name in ("order", "order_publish", "order_discard"):
            yield Ask(f"roadmap:{name}", reverse(f"roadmap:{name}", args=[pk]))
        yield Ask("roadmap:order", f"{reverse('roadmap:order', args=[pk])}?row=1&field=formula&position=1&edit=1")
        for step in ("correct", "undo", "uncounted"):
            yield Ask("roadmap:order_fields", reverse("roadmap:order_fields", args=[pk]), post={**FIELD, "step": step})
        yield Ask(
            "roadmap:order_findings", reverse("roadmap:order_findings", args=[pk]), post={"row": "1", "code": "R-7"}
        )
        for name in ("order_publish", "order_discard"):
            yield Ask(f"roadmap:{name}", reverse(f"roadmap:{name}", args=[pk]), post={})
