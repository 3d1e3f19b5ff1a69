"""Public addresses of the agencies room."""

app_name = "agencies"
urlpatterns = []
