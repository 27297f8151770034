"""The capacity a person acts in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from opora.accounts.forms.sign_in import CapacityForm
from opora.accounts.guard import SESSION_KEY, AskingRequest, landing, present


@require_http_methods(["GET", "POST"])
def capacity(request: AskingRequest) -> HttpResponse:
    """One's own posts; choosing one acts in it until sign-out."""
    own = request.presence.capacities
    chosen = request.presence.capacity
    form = CapacityForm(request.POST or None, capacities=own, initial={"appointment": chosen.id if chosen else None})
    if request.method == "POST" and form.is_valid():
        request.session[SESSION_KEY] = form.cleaned_data["appointment"]
        return redirect(landing(present(request.user, form.cleaned_data["appointment"]).actor))
    return render(request, "account/capacity.html", {"form": form, "capacities": own, "chosen": chosen})
