"""Paths of works, the bank of practices and innovation sites."""

from django.urls import path

from opora.practices.views import practices, sites, works

app_name = "practices"
urlpatterns = [
    path("practices/", works.works, name="works"),
    path("practices/works.<str:form>", works.save, name="save"),
    path("practices/works/add/", works.add, name="hand_in"),
    path("practices/works/<int:pk>/", works.work, name="work"),
    path("practices/bank/", practices.bank, name="bank"),
    path("practices/bank/add/", practices.add, name="add_practice"),
    path("practices/bank/<int:pk>/", practices.practice, name="practice"),
    path("practices/sites/", sites.sites, name="sites"),
    path("practices/sites/add/", sites.add, name="name_site"),
    path("practices/sites/<int:pk>/", sites.site, name="site"),
]
