"""Staff addresses of the catalog room."""

from django.urls import path

from catalog import desk

app_name = "desk_catalog"
urlpatterns = [
    path("", desk.index, name="index"),
    path("<int:pk>/", desk.edit, name="edit"),
    path("<int:pk>/versions/", desk.versions, name="versions"),
    path("<int:pk>/retire/", desk.retire, name="retire"),
]
