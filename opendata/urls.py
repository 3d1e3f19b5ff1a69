"""Public addresses of the opendata room."""

app_name = "opendata"
urlpatterns = []
