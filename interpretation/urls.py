"""Public addresses of the interpretation room."""

app_name = "interpretation"
urlpatterns = []
