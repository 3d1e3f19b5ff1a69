"""Staff addresses of the duties room, all under /desk/."""

app_name = "desk_duties"
urlpatterns = []
