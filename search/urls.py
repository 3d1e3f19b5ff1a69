"""Public addresses of the search room."""

app_name = "search"
urlpatterns = []
