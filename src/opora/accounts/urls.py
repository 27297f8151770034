"""Signing in and out, the password, the capacity acted in, and writing to many people.

Of allauth's pages only these are reachable.
"""

from allauth.account import views as allauth
from django.urls import path
from django.views.decorators.http import require_POST

from opora.accounts.views import capacity, message

urlpatterns = [
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-out/", require_POST(allauth.logout), name="account_logout"),
    path("password/", allauth.password_change, name="account_change_password"),
    path("capacity/", capacity.capacity, name="account_capacity"),
    path("messages/new/", message.message, name="account_message"),
]
