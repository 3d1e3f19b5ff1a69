"""Staff addresses of the search room."""

from django.urls import path

from search import desk

app_name = "desk_search"
urlpatterns = [path("", desk.searches, name="searches")]
