"""Staff addresses of the accounts room, all under /desk/."""

app_name = "desk_accounts"
urlpatterns = []
