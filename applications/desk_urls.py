"""Staff addresses of the applications room, all under /desk/applications/."""

from django.urls import path, re_path

from applications.desk import (
    archive,
    case,
    challenges,
    corrections,
    doing,
    helping,
    practice,
    queues,
    receiving,
    sheets,
)

app_name = "desk_applications"
CASE = r"^(?P<number>YSQ-[0-9]{4}-[0-9]{6,12})/"
FIX = r"^corrections/(?P<number>GZ-[0-9]{4}-[0-9]{6,12})/"
urlpatterns = [
    path("", queues.index, name="index"),
    path("new/", receiving.receive, name="receive"),
    path("challenges/", challenges.index, name="challenges"),
    path("archive/", archive.year, name="archive_year"),
    re_path(CASE + r"archive/$", archive.case, name="archive"),
    path("help/", helping.index, name="help"),
    path("help/<int:pk>/", helping.one, name="help_one"),
    path("corrections/", corrections.index, name="corrections"),
    path("corrections/new/", corrections.receive, name="correction_new"),
    re_path(FIX + r"$", corrections.one, name="correction"),
    re_path(FIX + r"reveal/$", corrections.reveal, name="correction_reveal"),
    re_path(FIX + r"files/(?P<pk>[0-9]{1,18})/$", corrections.evidence, name="correction_file"),
    re_path(FIX + r"reissue/$", corrections.reissue, name="correction_reissue"),
    re_path(FIX + r"seal/$", corrections.seal, name="correction_seal"),
    re_path(FIX + r"letter/(?P<form>docx|pdf)/$", corrections.letter, name="correction_letter"),
    path("practice/", practice.practice, name="practice"),
    re_path(CASE + r"$", case.case, name="case"),
    re_path(CASE + r"received/$", receiving.received, name="received"),
    re_path(CASE + r"reveal/$", case.reveal, name="reveal"),
    re_path(CASE + r"do/draft/$", doing.draft, name="draft"),
    re_path(CASE + r"do/reissue/$", doing.reissue, name="reissue"),
    re_path(CASE + r"do/(?P<verb>[a-z_]+)/$", doing.do, name="do"),
    re_path(CASE + r"opinions/(?P<pk>[0-9]{1,18})/(?P<verb>serve|answer)/$", doing.opinion, name="opinion"),
    re_path(
        CASE + r"challenges/(?P<pk>[0-9]{1,18})/(?P<verb>answer|result|renew)/$",
        challenges.do,
        name="challenge",
    ),
    re_path(
        CASE + r"sheets/(?P<kind>form|register|approval|service)/(?P<form>docx|pdf)/$",
        sheets.sheet,
        name="sheet",
    ),
    re_path(CASE + r"letters/(?P<pk>[0-9]{1,18})/$", case.letter, name="letter"),
    re_path(CASE + r"letters/(?P<pk>[0-9]{1,18})/(?P<form>docx|pdf)/$", case.letter_file, name="letter_file"),
    re_path(CASE + r"files/(?P<pk>[0-9]{1,18})/$", case.attachment, name="attachment"),
]
