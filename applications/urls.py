"""Public addresses of the applications room."""

from django.urls import path, re_path

from applications.views import applying, listing, tracking

app_name = "applications"
STEPS = r"^apply/(?P<step>look|applicant|wanted|delivery)/$"
urlpatterns = [
    path("apply/", applying.start, name="start"),
    path("public-log/", listing.public_log, name="public_log"),
    path("apply/resume/", applying.resume, name="resume"),
    path("apply/discard/", applying.discard, name="discard"),
    path("apply/form/", applying.paper, name="paper"),
    re_path(STEPS, applying.step, name="step"),
    path("apply/check/", applying.check, name="check"),
    path("apply/receipt/", applying.receipt, name="receipt"),
    path("apply/track/", tracking.track, name="track"),
    path("apply/track/leave/", tracking.leave, name="leave"),
    path("apply/track/<str:number>/", tracking.show, name="progress"),
    path("apply/track/<str:number>/supplement/", tracking.supplement, name="supplement"),
    path("apply/track/<str:number>/withdraw/", tracking.withdraw, name="withdraw"),
    path("apply/track/<str:number>/letters/<int:pk>/", tracking.letter, name="letter"),
    re_path(
        r"^apply/track/(?P<number>[^/]+)/letters/(?P<pk>\d+)/(?P<form>docx|pdf)/$",
        tracking.letter_file,
        name="letter_file",
    ),
    path("apply/track/<str:number>/files/<int:pk>/", tracking.attachment, name="attachment"),
]
