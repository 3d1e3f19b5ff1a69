"""Public addresses of the applications room."""

from django.urls import path, re_path

from applications.views import answering, applying, checking, correcting, listing, tracking

app_name = "applications"
STEPS = r"^apply/(?P<step>look|applicant|wanted|delivery)/$"
CASE = r"^apply/track/(?P<number>YSQ-[0-9]{4}-[0-9]{6,12})/"
urlpatterns = [
    path("apply/", applying.start, name="start"),
    path("letters/check/", checking.check, name="check_letter"),
    path("public-log/", listing.public_log, name="public_log"),
    path("public-log/feed.atom", listing.Answered(), name="public_log_feed"),
    path("public-log/<uuid:uid>/", listing.entry, name="public_entry"),
    path("apply/resume/", applying.resume, name="resume"),
    path("apply/discard/", applying.discard, name="discard"),
    path("apply/form/", applying.paper, name="paper"),
    re_path(STEPS, applying.step, name="step"),
    path("apply/check/", applying.check, name="check"),
    path("apply/receipt/", applying.receipt, name="receipt"),
    path("apply/correction/", correcting.correction, name="correction"),
    path("apply/correction/track/", correcting.track, name="correction_track"),
    re_path(
        r"^apply/correction/letter/(?P<token>[A-Za-z0-9:_-]{20,200})/(?P<form>docx|pdf|sealed)/$",
        correcting.letter,
        name="correction_letter",
    ),
    path("apply/track/", tracking.track, name="track"),
    path("apply/track/leave/", tracking.leave, name="leave"),
    re_path(CASE + r"$", tracking.show, name="progress"),
    re_path(CASE + r"supplement/$", tracking.supplement, name="supplement"),
    re_path(CASE + r"answers/(?P<name>[a-z]+)/$", answering.answer, name="answer"),
    re_path(CASE + r"withdraw/$", tracking.withdraw, name="withdraw"),
    re_path(CASE + r"letters/(?P<pk>[0-9]{1,18})/$", tracking.letter, name="letter"),
    re_path(
        CASE + r"letters/(?P<pk>[0-9]{1,18})/(?P<form>docx|pdf)/$", tracking.letter_file, name="letter_file"
    ),
    re_path(CASE + r"files/(?P<pk>[0-9]{1,18})/$", tracking.attachment, name="attachment"),
]
