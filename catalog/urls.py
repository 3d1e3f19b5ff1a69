"""Public addresses of the catalog room."""

from django.urls import path

from catalog import views

app_name = "catalog"
urlpatterns = [
    path("", views.index, name="index"),
    path("items/<int:pk>/", views.item, name="item"),
    path("items/<int:pk>/history/", views.history, name="item_history"),
    path("table.<slug:extension>", views.table, name="table"),
    path("<slug:slug>/table.<slug:extension>", views.table, name="domain_table"),
    path("<slug:slug>/", views.domain, name="domain"),
]
