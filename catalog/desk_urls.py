"""Staff addresses of the catalog room."""

from django.urls import path

from catalog import desk
from catalog.importing import desk as importing

app_name = "desk_catalog"
urlpatterns = [
    path("", desk.index, name="index"),
    path("tables/", importing.tables, name="tables"),
    path("tables/<int:pk>/", importing.table, name="table"),
    path("tables/<int:pk>/flags.csv", importing.flags, name="table_flags"),
    path("<int:pk>/", desk.edit, name="edit"),
    path("<int:pk>/versions/", desk.versions, name="versions"),
    path("<int:pk>/retire/", desk.retire, name="retire"),
]
