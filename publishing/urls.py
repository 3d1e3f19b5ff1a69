"""Public addresses of the publishing room."""

from django.urls import path

from publishing import shelf_pages, views

app_name = "publishing"
urlpatterns = [
    path("columns/", shelf_pages.index, name="shelves"),
    path("columns/<slug:slug>/", shelf_pages.column, name="column"),
    path("columns/<slug:slug>/table.csv", shelf_pages.column_table, name="column_table"),
    path("key-areas/<slug:slug>/", shelf_pages.area, name="area"),
    path("key-areas/<slug:slug>/table.csv", shelf_pages.area_table, name="area_table"),
    path("publications/", views.publications, name="list"),
    path("publications/changes/", views.changes, name="changes"),
    path("publications/<slug:public_id>/", views.publication, name="detail"),
    path("publications/<slug:public_id>/qr.svg", views.qr, name="qr"),
    path("publications/<slug:public_id>/document.docx", views.word, name="word"),
    path("publications/<slug:public_id>/document.pdf", views.pdf, name="pdf"),
    path("publications/<slug:public_id>/history/", views.history, name="history"),
    path("publications/<slug:public_id>/files/<int:pk>/", views.file, name="file"),
    path("publications/<str:agency_code>/<str:serial>/", views.by_index, name="by_index"),
]
