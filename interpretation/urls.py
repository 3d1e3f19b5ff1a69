"""Public addresses of the interpretation room."""

from django.urls import path

from interpretation import cleaning_views, views

app_name = "interpretation"
urlpatterns = [
    path("policies/", views.policies, name="policies"),
    path("policies/directory/", views.directory, name="directory"),
    path("policies/clean-ups/", cleaning_views.index, name="clean_ups"),
    path("policies/clean-ups/<int:pk>/", cleaning_views.detail, name="clean_up"),
    path("interpretations/", views.interpretations, name="interpretations"),
]
