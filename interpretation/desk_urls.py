"""Staff addresses of the interpretation room, all under /desk/interpretations/."""

from django.urls import path

from interpretation import cleaning_desk, desk

app_name = "desk_interpretation"
urlpatterns = [
    path("", desk.index, name="index"),
    path("choose/", desk.choose, name="choose"),
    path("policies/new/", desk.new_policy, name="new_policy"),
    path("policies/<slug:public_id>/edit/", desk.edit_policy, name="edit_policy"),
    path("policies/<slug:public_id>/act/", desk.act, name="act"),
    path("heads/", desk.heads, name="heads"),
    path("clean-ups/", cleaning_desk.index, name="clean_ups"),
    path("clean-ups/<int:pk>/", cleaning_desk.detail, name="clean_up"),
    path("clean-ups/<int:pk>/act/", cleaning_desk.act, name="clean_up_act"),
    path("for/<slug:public_id>/", desk.draft, name="draft"),
    path("<slug:public_id>/recheck/", desk.recheck, name="recheck"),
    path("<slug:public_id>/edit/", desk.edit_interpretation, name="edit_interpretation"),
]
