"""Public addresses of the interpretation room."""

from django.urls import path

from interpretation import views

app_name = "interpretation"
urlpatterns = [
    path("policies/", views.policies, name="policies"),
    path("policies/directory/", views.directory, name="directory"),
    path("interpretations/", views.interpretations, name="interpretations"),
]
