"""Staff addresses of the interpretation room, all under /desk/."""

app_name = "desk_interpretation"
urlpatterns = []
