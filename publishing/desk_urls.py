"""Staff addresses of the publishing room, all under /desk/publications/."""

from django.urls import path

from publishing import (
    agency_desk,
    agency_tree_desk,
    desk,
    notices_desk,
    register_desk,
    review_desk,
    steps_desk,
    wording_desk,
)
from publishing.records import desk as record_desk
from publishing.records import import_desk, stages_desk

app_name = "desk_publishing"
urlpatterns = [
    path("", desk.queues, name="index"),
    path("new/", desk.new, name="new"),
    path("words/", wording_desk.words, name="words"),
    path("words/<int:pk>/retire/", wording_desk.retire, name="retire_word"),
    path("notice-fields/", notices_desk.fields, name="notice_fields"),
    path("register/", register_desk.register, name="register"),
    path("agencies/", agency_desk.index, name="agencies"),
    path("agencies/new/", agency_tree_desk.new, name="new_agency"),
    path("agencies/paste/", agency_tree_desk.paste, name="paste_agencies"),
    path("agencies/<slug:slug>/", agency_desk.edit, name="agency"),
    path("agencies/<slug:slug>/place/", agency_tree_desk.place, name="place_agency"),
    path("records/<slug:name>/", record_desk.records, name="records"),
    path("records/<slug:name>/new/", record_desk.new, name="record_new"),
    path("records/<slug:name>/import/", import_desk.bring, name="record_import"),
    path("records/<slug:name>/table.xlsx", import_desk.empty_table, name="record_table"),
    path("<slug:public_id>/stages/", stages_desk.stages, name="stages"),
    path("<slug:public_id>/stages/<slug:name>/", stages_desk.change, name="stage"),
    path("<slug:public_id>/fields/", record_desk.edit, name="record_edit"),
    path("<slug:public_id>/", desk.detail, name="detail"),
    path("<slug:public_id>/edit/", desk.edit, name="edit"),
    path("<slug:public_id>/act/", desk.act, name="act"),
    path("<slug:public_id>/review/", review_desk.review, name="review"),
    path("<slug:public_id>/decide/", steps_desk.decide, name="decide"),
    path("<slug:public_id>/follow-up/", steps_desk.follow_up, name="follow_up"),
    path("<slug:public_id>/schedule/", steps_desk.schedule, name="schedule"),
    path("<slug:public_id>/reverse/", steps_desk.reverse_penalty, name="reverse"),
    path("<slug:public_id>/take-back/", steps_desk.take_back, name="take_back"),
    path("<slug:public_id>/correct/", steps_desk.correct, name="correct"),
    path("<slug:public_id>/correction/", steps_desk.proposed, name="proposed"),
    path("<slug:public_id>/correction/decide/", steps_desk.decide_correction, name="decide_correction"),
    path("<slug:public_id>/compare/<int:first>/<int:second>/", steps_desk.compare, name="compare"),
    path("<slug:public_id>/reassess/", steps_desk.reassess, name="reassess"),
    path("<slug:public_id>/files/", desk.attach, name="attach"),
    path("<slug:public_id>/files/<int:pk>/", desk.desk_file, name="file"),
    path("<slug:public_id>/files/<int:pk>/mask/", desk.mask_file, name="mask_file"),
    path("<slug:public_id>/files/<int:pk>/delete/", desk.detach, name="detach"),
]
