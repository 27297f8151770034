"""Paths of the lists of a region."""

from django.urls import path

from opora.lists.views import (
    bringing,
    cohort,
    doubles,
    files,
    index,
    low_results,
    municipalities,
    names,
    pages,
    schools,
    unclear,
    values,
)

app_name = "lists"
urlpatterns = [
    path("lists/", index.index, name="index"),
    path("lists/imports/<int:pk>/", index.batch, name="import"),
    path("lists/municipalities/", pages.municipalities, name="municipalities"),
    path("lists/municipalities/add/", municipalities.add, name="add_municipality"),
    path("lists/municipalities/<int:pk>/", municipalities.municipality, name="municipality"),
    path("lists/schools/", pages.schools, name="schools"),
    path("lists/schools/add/", schools.add, name="add_school"),
    path("lists/schools/<int:pk>/", schools.school, name="school"),
    path("lists/schools/<int:pk>/<slug:what>/", values.say, name="value"),
    path("lists/schools/<int:pk>/<slug:what>/<int:record>/", values.correct, name="correct"),
    path("lists/cohort/", pages.cohort, name="cohort"),
    path("lists/cohort/add/", cohort.add, name="enrol"),
    path("lists/cohort/<int:pk>/", cohort.membership, name="membership"),
    path("lists/low-results/", pages.low_results, name="low_results"),
    path("lists/low-results/add/", low_results.add, name="list_low_results"),
    path("lists/low-results/<int:pk>/", low_results.listing, name="low_results_list"),
    path("lists/growth-points/", pages.growth_points, name="growth_points"),
    path("lists/names/", names.names, name="names"),
    path("lists/names/add/", names.teach, name="teach"),
    path("lists/names/learn/", unclear.learn, name="learn"),
    path("lists/names/<int:pk>/", names.learned, name="learned"),
    path("lists/doubles/", doubles.doubles, name="doubles"),
    path("lists/doubles/<int:kept>/<int:double>/", doubles.merge, name="merge"),
    path("lists/merges/<int:pk>/", doubles.merged, name="merged"),
    path("lists/<slug:kind>/import/", bringing.bring, name="bring"),
    path("lists/<slug:kind>/import/<int:file>/", bringing.check, name="check"),
    path("lists/<slug:kind>/import/<int:file>/remarks.xlsx", bringing.annotated, name="annotated"),
    path("lists/<slug:kind>/template.xlsx", files.template, name="template"),
    path("lists/<slug:kind>/list.<str:form>", files.save, name="save"),
]
