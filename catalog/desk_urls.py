"""Staff addresses of the catalog room."""

from django.urls import path

from catalog import coverage_desk, desk, domains_desk, several_desk
from catalog.importing import desk as importing

app_name = "desk_catalog"
urlpatterns = [
    path("", desk.index, name="index"),
    path("new/", desk.new, name="new"),
    path("domains/", domains_desk.index, name="domains"),
    path("domains/new/", domains_desk.new, name="new_domain"),
    path("domains/<int:pk>/", domains_desk.edit, name="domain"),
    path("domains/<int:pk>/adopt/", domains_desk.adopt, name="adopt"),
    path("several/<slug:verb>/", several_desk.do, name="several"),
    path("coverage/", coverage_desk.matrix, name="coverage"),
    path("coverage/items/", coverage_desk.items, name="coverage_items"),
    path("coverage/go-live/", coverage_desk.go_live, name="go_live"),
    path("coverage/<int:pk>/", coverage_desk.mark, name="mark"),
    path("tables/", importing.tables, name="tables"),
    path("tables/<int:pk>/", importing.table, name="table"),
    path("tables/<int:pk>/flags.csv", importing.flags, name="table_flags"),
    path("<int:pk>/", desk.edit, name="edit"),
    path("<int:pk>/versions/", desk.versions, name="versions"),
    path("<int:pk>/retire/", desk.retire, name="retire"),
    path("<int:pk>/restore/", desk.restore, name="restore"),
]
