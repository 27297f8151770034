"""Signing in and out, the password, the capacity acted in; people and their posts; writing to many people.

Of allauth's pages only these are reachable.
"""

from allauth.account import views as allauth
from django.urls import include, path
from django.views.decorators.http import require_POST

from opora.accounts.views import appointments, capacity, coverage, ending, leaving, merging, message, password, people

people_patterns = [
    path("people/", people.people, name="people"),
    path("people.<str:form>", people.file, name="file"),
    path("people/new/", people.enter, name="enter"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/contacts/", people.change, name="change"),
    path("people/<int:pk>/password/", people.password, name="password"),
    path("people/<int:pk>/sign-in/", people.sign_in, name="sign_in"),
    path("people/<int:pk>/hand-over/", leaving.hand_over, name="hand_over"),
    path("people/<int:pk>/end/", ending.end_several, name="end_several"),
    path("people/<int:pk>/same/", merging.same, name="same"),
    path("people/<int:pk>/same/<int:double>/", merging.merge, name="merge"),
    path("people/merges/<int:pk>/", merging.merged, name="merged"),
    path("appointments/new/", appointments.appoint, name="appoint"),
    path("appointments/<int:pk>/end/", leaving.end, name="end"),
    path("appointments/<int:pk>/replace/", leaving.replace, name="replace"),
    path("appointments/<int:pk>/take-back/", leaving.take_back, name="take_back"),
    path("coverage/", coverage.page, name="coverage"),
    path("coverage.<str:form>", coverage.file, name="coverage_file"),
]

urlpatterns = [
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-out/", require_POST(allauth.logout), name="account_logout"),
    path("password/", password.change, name="account_change_password"),
    path("capacity/", capacity.capacity, name="account_capacity"),
    path("messages/new/", message.message, name="account_message"),
    path("", include((people_patterns, "people"))),
]
