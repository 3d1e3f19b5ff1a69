"""Staff addresses of the publishing room, all under /desk/."""

app_name = "desk_publishing"
urlpatterns = []
