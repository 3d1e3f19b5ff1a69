"""Public addresses of the publishing room."""

app_name = "publishing"
urlpatterns = []
