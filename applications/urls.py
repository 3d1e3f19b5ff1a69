"""Public addresses of the applications room."""

app_name = "applications"
urlpatterns = []
