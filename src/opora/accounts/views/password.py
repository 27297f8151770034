"""One's own password."""

from allauth.account import views as allauth
from django.http import HttpResponse
from django.shortcuts import render

from opora.accounts.guard import AskingRequest
from opora.accounts.models import User


def change(request: AskingRequest) -> HttpResponse:
    """Change the password one signed in with; who signs in by another way has none, and is told so."""
    if isinstance(request.user, User) and not request.user.has_usable_password():
        return render(request, "account/no_password.html")
    answer: HttpResponse = allauth.password_change(request)
    return answer
