"""Staff addresses of the applications room, all under /desk/."""

app_name = "desk_applications"
urlpatterns = []
