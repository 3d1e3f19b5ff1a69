"""Staff addresses of the catalog room, all under /desk/."""

app_name = "desk_catalog"
urlpatterns = []
