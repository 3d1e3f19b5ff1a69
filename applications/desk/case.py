"""One request on the desk: its facts, its clock, the verbs that are legal now."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused, allowed, objection
from applications import (
    access,
    actions,
    alike,
    clock,
    desk_forms,
    groups,
    history,
    identity,
    intake,
    letters,
    likeness,
    masking,
    opinions,
    outcomes,
    posting,
    progress,
    reckoning,
    redress,
    rendering,
    sealer,
    sheets,
    verbs,
)
from applications.choices import AttachmentKind
from applications.desk import tabs, working
from applications.forms import posted
from applications.models import Application, Attachment, Delivery, Letter
from audit.models import Entry
from publishing.characters import printable
from workdays import tables

# Verbs with a page of their own, in the order of the buttons.
OFFERED = (
    verbs.CONFIRM, verbs.ASSIGN, verbs.DRAFT, verbs.ATTACH, verbs.APPROVE, verbs.COUNTERSIGN, verbs.RECORD_APPROVAL,
    verbs.DECLINE, verbs.E_SEAL, verbs.ATTACH_SEALED_COPY, verbs.REPLY, verbs.SEND_BACK, verbs.CLOSE,
    verbs.ASK_SUPPLEMENT, verbs.SUPPLEMENT, verbs.CONSULT, verbs.EXTEND,
    verbs.DELIVER, verbs.RECORD_RETURN, verbs.SEND_AGAIN,
    verbs.ASK_HELP, verbs.ASK_REASONS, verbs.TAKE_REASONS, verbs.DELAY,
    verbs.NOTIFY_FEE, verbs.TAKE_PAYMENT, verbs.OBJECT_FEE, verbs.ANSWER_OBJECTION, verbs.GIVE_BACK, verbs.NOTE,
    verbs.ANSWER_SUGGESTION, verbs.SUGGEST, verbs.E_SEAL_NOTICE, verbs.SEAL_NOTICE, verbs.SPLIT, verbs.READDRESS,
    verbs.REISSUE, verbs.WITHDRAW,
    verbs.PROPOSE_LISTING, verbs.LIST_PUBLICLY, verbs.UNLIST, verbs.RECORD_CHALLENGE,
)  # fmt: skip

HANDED_IN = (
    AttachmentKind.IDENTITY, AttachmentKind.MANDATE, AttachmentKind.REQUEST, AttachmentKind.SUPPLEMENT,
)  # fmt: skip


@desk_required(*access.SEEING)
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The case page."""
    application = access.case_of(request.user, number)
    return render(request, "applications/desk_case.html", page(application, request))


def page(application: Application, request: HttpRequest, *, person: dict | None = None) -> dict:
    """Everything the case page draws; `person` is the identity data when it was just revealed."""
    on = timezone.localdate()
    calendar = tables.current()
    folded = reckoning.reckon(application, calendar)
    actor = Actor.of(request.user)
    left = folded.left(on, calendar)
    return {
        "application": application,
        "crumbs": [("申请办理", reverse("desk_applications:index")), (application.number, None)],
        "clock": folded,
        "left": left,
        "used": used_days(folded, left),
        "paused": paused_sentence(folded),
        "days": progress.numbered(reckoning.explained(application, calendar, on)),
        "verbs": offered(application, folded, actor, on, calendar),
        "can_serve": bool(allowed([verbs.SERVE], application, actor)),
        "can_reveal": not application.identity_erased_at
        and bool(allowed([verbs.REVEAL], application, actor)),
        "person": sheets.person_rows(person) if person else None,
        "papers": application.attachments.filter(kind__in=HANDED_IN),
        "on": on,
        "contributions": application.contributions.select_related("to"),
        "alike": alike.others(application),
        "opinions": asked(application, on, calendar),
        "letters": application.letters.prefetch_related("deliveries", "attachments"),
        "events": [history.entry(event) for event in reversed(list(application.events.all()))],
        "entries": Entry.objects.about(application).order_by("-pk")[:30],
        "lacks_file": application.lacks_file(),
        "outcome": outcomes.BY_CODE.get(application.outcome),
        "windows": redress.open_to_applicant(application, calendar),
        "challenges": application.challenges.select_related("renewal"),
        "can_renew": bool(allowed([verbs.RENEW], application, actor)),
        "can_archive": bool(allowed([verbs.ARCHIVE], application, actor)),
        "can_answer_challenge": bool(allowed([verbs.ANSWER_CHALLENGE], application, actor)),
        "earlier": earlier(application),
        "others": groups.others(application),
        "excessive": intake.excessive(this_month(application)),
        "reveal": desk_forms.ReasonForm(application=application, on=on),
    }


def asked(application: Application, on, calendar) -> list:
    """The opinions asked for, each with what it amounts to today and the last day to answer."""
    rows = list(application.opinions.all())
    for row in rows:
        row.meaning = opinions.WORDS[row.standing(on, calendar)]
        row.answer_by = opinions.answer_by(row.served_on, calendar) if row.served_on else None
    return rows


def used_days(folded: clock.Clock, left: int | None) -> int | None:
    """Working days used of the limit, for the bar."""
    return max(min(folded.allowed, folded.allowed - left), 0) if left is not None else None


def paused_sentence(folded: clock.Clock) -> str:
    words = {
        clock.PAUSED: "正在征求意见",
        clock.AWAITING_SUPPLEMENT: "等待申请人补正",
        clock.AWAITING_PAYMENT: "等待申请人缴费",
    }
    return words.get(folded.state, "")


def offered(application: Application, folded: clock.Clock, actor: Actor, on, calendar) -> list:
    """Legal buttons: the verb table says who and from where, the clock says what makes no sense now."""
    hidden = senseless(application, folded, notice_days(folded, on, calendar))
    if not challengeable(application, folded.left(on, calendar)):
        hidden.add(verbs.RECORD_CHALLENGE)
    return [verb for verb in allowed(OFFERED, application, actor) if verb not in hidden]


def challengeable(application: Application, left: int | None) -> bool:
    """Whether there is something to bring before a reviewing body or a court: the reply, or none in time.

    条例 51; 行政诉讼法 47. Who has recorded one goes on to record the suit that follows it.
    """
    late = left is not None and left < 0
    return application.replied_on is not None or late or application.challenges.exists()


def notice_days(folded: clock.Clock, on, calendar) -> int:
    """Working days since receipt: after the 7th no supplement may be asked (Art 30)."""
    return calendar.count(folded.received_on, on) if folded.received_on else 0


def senseless(application: Application, folded: clock.Clock, since: int) -> set:
    """Verbs that the clock would refuse now, or that were done once for all (Art 30, 33, 42)."""
    done = {event.kind for event in application.events.all()}
    supplementing = folded.state == clock.AWAITING_SUPPLEMENT
    paying = folded.state == clock.AWAITING_PAYMENT
    stopped = supplementing or paying
    unsealed = tabs.unsealed().filter(application=application).exists()
    posted = Delivery.objects.filter(letter__application=application, method="post", returned_on=None)
    again = application.replied_on is not None and posting.failed(posting.last(application))
    conditions = {
        verbs.ASK_SUPPLEMENT: "supplement_asked" in done or stopped or since > clock.SUPPLEMENT_NOTICE_DAYS,
        verbs.SUPPLEMENT: not supplementing,
        verbs.CONSULT: stopped,
        verbs.EXTEND: stopped or folded.extended >= clock.EXTENSION_DAYS,
        verbs.NOTIFY_FEE: stopped or "fee_notified" in done,
        verbs.TAKE_PAYMENT: not paying,
        verbs.REPLY: application.seals_first(),
        verbs.PROPOSE_LISTING: application.listed_at is not None,
        verbs.LIST_PUBLICLY: application.listed_at is not None or not application.summary_proposed_by_id,
        verbs.UNLIST: application.listed_at is None,
        verbs.SEAL_NOTICE: not unsealed,
        verbs.RECORD_RETURN: not posted.exists(),
        verbs.SEND_AGAIN: not again,
        verbs.E_SEAL_NOTICE: not unsealed or not sealer.available(),
        verbs.E_SEAL: not sealer.available(),
        **working.conditions(application, paying),
    }
    return {verb for verb, hidden in conditions.items() if hidden}


def earlier(application: Application) -> list[dict]:
    """Earlier requests of the same applicant to the same agency, those that look the same first (Art 36(6)).

    Rows of `application alike outcome letter`: found by the keyed hash of the number, the text is compared.
    """
    if not application.person_key:
        return []
    same = Application.objects.filter(person_key=application.person_key, agency=application.agency)
    before = same.filter(number__lt=application.number).exclude(pk=application.pk).order_by("-number")[:200]
    rows = [_earlier_row(application, each) for each in before.prefetch_related("letters")]
    return sorted(rows, key=lambda row: not row["alike"])[:5]


def _earlier_row(application: Application, before: Application) -> dict:
    said, asked = (f"{each.title_or_number} {each.wanted}" for each in (before, application))
    replies = [each for each in before.letters.all() if each.outcome and each.frozen_at]
    outcome = outcomes.BY_CODE.get(before.outcome)
    return {
        "application": before,
        "alike": likeness.alike(said, asked),
        "outcome": outcome.name if outcome else "",
        "letter": replies[-1] if replies else None,
    }


def this_month(application: Application) -> int:
    """How many requests the same applicant sent to the agency in the month up to this one."""
    if not application.person_key:
        return 0
    sent = timezone.localtime(application.submitted_at)
    start = sent.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    same = Application.objects.counted().filter(person_key=application.person_key, agency=application.agency)
    return same.filter(submitted_at__gte=start, submitted_at__lte=sent).count()


@desk_required(*access.SEEING)
@require_POST
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Shows the identity data once, with an audit entry."""
    application = access.case_of(request.user, number)
    try:
        person = actions.reveal(
            application,
            Actor.of(request.user),
            at=timezone.now(),
            reason=printable(request.POST.get("reason", "")),
        )
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("desk_applications:case", number)
    return render(request, "applications/desk_case.html", page(application, request, person=person))


def _opened(request: HttpRequest, application: Application, pk: int) -> Letter:
    """A letter to read: the applicant's name in it is a recorded reading, and masked for who may not read it."""
    found = get_object_or_404(application.letters, pk=pk)
    if found.kind in letters.TO_OTHERS or application.identity_erased_at:
        return found
    actor = Actor.of(request.user)
    if allowed([verbs.REVEAL], application, actor):
        actions.reveal(application, actor, at=timezone.now(), reason="查看文书")
    else:
        name = identity.opened_identity(application).get("name", "")
        found.paragraphs = masking.without(found.paragraphs, name, application.masked_name)
    return found


@desk_required(*access.SEEING)
def letter(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A letter, in draft or sent."""
    application = access.case_of(request.user, number)
    found = _opened(request, application, pk)
    crumbs = [
        ("申请办理", reverse("desk_applications:index")),
        (number, reverse("desk_applications:case", args=[number])),
        (found.title, None),
    ]
    context = {"application": application, "letter": found, "pdf": rendering.can_pdf(), "crumbs": crumbs}
    return render(request, "applications/desk_letter.html", context)


@desk_required(*access.SEEING)
def letter_file(request: HttpRequest, number: str, pk: int, form: str) -> HttpResponse:
    """A letter as .docx or .pdf."""
    application = access.case_of(request.user, number)
    return rendering.response(_opened(request, application, pk), form)


@desk_required(*access.SEEING)
@require_http_methods(["GET", "POST"])
def attachment(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A file of the case; one that shows who somebody is only for a reason, which is recorded."""
    application = access.case_of(request.user, number)
    row = get_object_or_404(application.attachments, pk=pk)
    if not row.key_id:
        return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
    return _sealed_paper(request, application, row)


def _sealed_paper(request: HttpRequest, application: Application, row: Attachment) -> HttpResponse:
    form = desk_forms.ReasonForm(posted(request), application=application, on=timezone.localdate())
    actor = Actor.of(request.user)
    message = objection(verbs.REVEAL, application, actor)
    if request.method == "POST" and not message and form.is_valid():
        plain = actions.open_paper(row, actor, at=timezone.now(), reason=form.text("reason"))
        return FileResponse(BytesIO(plain), as_attachment=True, filename=row.name)
    crumbs = [
        ("申请办理", reverse("desk_applications:index")),
        (application.number, reverse("desk_applications:case", args=[application.number])),
        (row.name, None),
    ]
    context = {"application": application, "paper": row, "form": form, "message": message, "crumbs": crumbs}
    status = 422 if form.errors or request.method == "POST" else 200
    return render(request, "applications/desk_paper.html", context, status=status)
