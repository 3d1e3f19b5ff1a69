"""Public addresses of the publishing room."""

from django.urls import path

from publishing import views

app_name = "publishing"
urlpatterns = [
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
