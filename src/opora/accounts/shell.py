"""What the shell of every page says about the reader."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from opora.core.shell import Viewer


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `viewer`, the person signed in and the capacity acted in; None for nobody."""
    presence = getattr(request, "presence", None)
    if presence is None or not presence.actor.label:
        return {"viewer": None}
    capacity = presence.capacity.title if presence.capacity else ""
    viewer = Viewer(
        name=presence.actor.label,
        capacity=capacity,
        sign_out_url=reverse("account_logout"),
        posts_url=reverse("account_capacity"),
    )
    return {"viewer": viewer}
