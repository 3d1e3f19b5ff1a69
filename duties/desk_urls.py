"""Staff addresses of the duties room, under /desk/notices/."""

from django.urls import path

from duties import desk, holidays_desk

app_name = "desk_duties"
urlpatterns = [
    path("", desk.inbox, name="inbox"),
    path("holidays/", holidays_desk.holidays, name="holidays"),
    path("read/", desk.mark_read, name="mark_read"),
]
