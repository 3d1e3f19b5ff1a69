"""The six-step form: every page posts to the server and saves the draft; the browser's back button is safe."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actors
from accounts.address import client_network
from accounts.verbs import Refused
from agencies.models import Agency
from applications import drafts, forms, groups, intake, lookup, papers, publiclog, throttle
from applications.choices import ApplicantKind, AttachmentKind, DeliveryMethod, Form, IdKind
from applications.forms import posted
from applications.models import Draft, Practice
from applications.views import passes
from catalog.models import Item

TITLES = ("阅读须知", "先查一查", "申请人", "所需信息", "获取方式", "核对提交")
FORMS = {
    "look": forms.LookForm,
    "applicant": forms.ApplicantForm,
    "wanted": forms.WantedForm,
    "delivery": forms.DeliveryForm,
}
NEXT = {"look": "applicant", "applicant": "wanted", "wanted": "delivery", "delivery": "check"}
BEFORE = {"applicant": "look", "wanted": "applicant", "delivery": "wanted", "check": "delivery"}
PLACE = {"look": 2, "applicant": 3, "wanted": 4, "delivery": 5, "check": 6}
HOUR = 3600
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,60}")
FORMS_AN_HOUR, FILES_AN_HOUR, TRIES = 60, 120, 10


@never_cache
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Step 1: what can be asked, how long it takes; begins a draft."""
    at = timezone.now()
    if request.method == "POST":
        if sentence := _objection(request):
            return _start_page(request, message=sentence, status=400)
        return _begun(request, at)
    return _start_page(request)


def _start_page(request: HttpRequest, *, message: str = "", status: int = 200) -> HttpResponse:
    draft, _ = passes.draft_of(request, timezone.now())
    asked = request.POST if "item" in request.POST else request.GET
    item = _item(asked.get("item", ""))
    context = {
        "active": "apply",
        "crumbs": [("依申请公开", None)],
        "steps": TITLES,
        "agency": _agency(asked.get("agency", "")) or (item and item.agency),
        "item": item,
        "q": asked.get("q", "")[:60],
        "draft": draft if draft and not draft.submitted_id else None,
        "message": message,
        "has_log": publiclog.rows(timezone.now()).exists(),
        "confirm_days": Practice.current().confirm_days,
    }
    return render(request, "applications/start.html", context, status=status)


def _agency(slug: str) -> Agency | None:
    """The agency of an address; anything that cannot be one is nothing."""
    return Agency.objects.active().filter(slug=slug).first() if SLUG.fullmatch(slug) else None


def _item(text: str) -> Item | None:
    """The catalogue item of an address; anything that cannot be one is nothing."""
    return Item.objects.filter(pk=int(text)).first() if text.isdecimal() and len(text) < 10 else None


def _objection(request: HttpRequest) -> str:
    """Why a form may not be begun or sent from here now: the trap was filled, or too many within an hour."""
    if request.POST.get("website"):
        return "没有提交成功：请把“网址”一栏清空后再试，或者拨打电话申请。"
    address = client_network(request)
    if throttle.exhausted("begin", address, FORMS_AN_HOUR):
        return "这个网络地址一小时内提交的次数太多，请一小时后再试，或者到窗口、邮寄申请。"
    throttle.count("begin", address, HOUR)
    return ""


def _begun(request: HttpRequest, at) -> HttpResponse:
    item = _item(request.POST.get("item", ""))
    agency = _agency(request.POST.get("agency", "")) or (item and item.agency)
    data = {
        "agency": agency.slug if agency else "",
        "item": str(item.pk) if item else "",
        "named": item.name[:300] if item else "",
        "q": request.POST.get("q", "")[:60] or (item.name if item else ""),
    }
    _, code = drafts.begin({name: value for name, value in data.items() if value}, at=at)
    response = redirect("applications:step", "look")
    passes.keep_draft(response, code)
    return response


@never_cache
@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """Goes on with a draft by its code; a sent one leads to its progress."""
    address = client_network(request)
    if throttle.locked("code", address):
        return _start_page(request, message="输错的次数太多，请 15 分钟后再试。", status=429)
    code = request.POST.get("code", "")
    draft = drafts.find(code, at=timezone.now())
    if draft is None or draft.submitted_id:
        throttle.wrong("code", address, TRIES, HOUR // 4)
        message = "没有找到这个查询码的草稿。已经提交的，请到“查询进度”；草稿保存 30 天，过期的请重新填写。"
        return _start_page(request, message=message, status=404)
    response = redirect("applications:step", draft.step if draft.step in FORMS else "check")
    passes.keep_draft(response, code)
    return response


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throws the draft away and forgets it on this browser."""
    draft, _ = passes.draft_of(request, timezone.now())
    if draft:
        drafts.discard(draft)
    response = redirect("applications:start")
    passes.drop_draft(response)
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, step: str) -> HttpResponse:
    """Steps 2 to 5: shows what was saved, saves what is sent, goes on or back to checking."""
    at = timezone.now()
    draft, code = passes.draft_of(request, at)
    if draft is None and request.method == "GET":
        return redirect("applications:start")
    if draft is not None and draft.submitted_id:
        return redirect("applications:receipt")
    if draft is None:
        if sentence := _objection(request):
            return _start_page(request, message=sentence, status=400)
        draft, code = drafts.begin({}, at=at)  # the old one lapsed while this page was open: nothing is lost
    data = drafts.opened(draft, code)
    form = _form(request, step, data, at)
    if request.method == "POST" and isinstance(form, forms.PapersForm):
        _keep_papers(request, form, draft, code)
    if request.method == "POST" and form.is_valid():
        response = _saved(request, draft, code, data | {step: _values(form)}, step, at)
    else:
        response = _step_page(request, step, form, draft, code, data)
    passes.keep_draft(response, code)
    return response


def _keep_papers(request: HttpRequest, form: forms.PapersForm, draft: Draft, code: str) -> None:
    """Good files are kept whatever else is wrong on the page; only so many are taken from one address."""
    address = client_network(request)
    for _ in range(sum(len(request.FILES.getlist(name)) for name in form.papers())):
        throttle.count("upload", address, HOUR)
    if throttle.exhausted("upload", address, FILES_AN_HOUR + 1):
        form.add_error(None, "这个网络地址一小时内上传的文件太多，请一小时后再试，或者把材料寄给受理机关。")
    else:
        form.keep_papers(draft, code)


def _form(request: HttpRequest, step: str, data: dict, at):
    on = timezone.localdate(at)
    if request.method == "POST":
        return FORMS[step](request.POST, request.FILES, on=on)
    return FORMS[step](initial=_initial(step, data), on=on)


def _initial(step: str, data: dict) -> dict:
    """What the page shows at first: what was saved, else what is known already (never asked twice)."""
    if step in data:
        return data[step]
    if step == "look":
        return {"agency": data.get("agency", "")}
    if step == "wanted":
        return {"title_or_number": data.get("named", "")}
    if step == "applicant":
        return {"kind": ApplicantKind.CITIZEN, "id_kind": IdKind.RESIDENT, "agent_id_kind": IdKind.RESIDENT}
    if step == "delivery":
        known = {name: data.get("applicant", {}).get(name, "") for name in forms.CONTACT}
        return {"delivery": DeliveryMethod.ONLINE, "form": Form.ELECTRONIC, "accept_other": True} | known
    return {}


def _values(form) -> dict:
    """The cleaned values as JSON can hold them."""
    return {
        name: value.slug if isinstance(value, Agency) else value.strip() if isinstance(value, str) else value
        for name, value in form.cleaned_data.items()
    }


def _saved(request: HttpRequest, draft: Draft, code: str, data: dict, step: str, at) -> HttpResponse:
    if step == "delivery" and "applicant" in data:
        data["applicant"] |= {
            name: data["delivery"][name] for name in forms.CONTACT if data["delivery"][name]
        }
    target = "check" if not drafts.unfinished(data) and request.GET.get("from") == "check" else NEXT[step]
    drafts.save(draft, code, data, step=target, at=at)
    return redirect("applications:check") if target == "check" else redirect("applications:step", target)


def _step_page(request: HttpRequest, step: str, form, draft: Draft, code: str, data: dict) -> HttpResponse:
    at = timezone.now()
    context = _frame(step) | {
        "form": form,
        "draft": draft,
        "code": code if step == "look" else "",
        "kept_until": draft.expires_at,
        "known": data.get("applicant", {}),
        "papers": papers.by_kind(draft),
    }
    if step == "look":
        context |= lookup.found(request.GET.get("q", data.get("q", "")), at=at)
        if form.is_bound or form.initial.get("agency"):
            context["guess"] = None
        elif context["guess"]:
            form.initial["agency"] = context["guess"].slug
    return render(request, f"applications/step_{step}.html", context, status=422 if form.errors else 200)


def _frame(step: str) -> dict:
    before = BEFORE.get(step)
    back = reverse("applications:step", args=[before]) if before else reverse("applications:start")
    title = TITLES[PLACE[step] - 1]
    start_url = reverse("applications:start")
    return {
        "active": "apply",
        "crumbs": [("依申请公开", start_url), (title, None)],
        "steps": TITLES,
        "current": PLACE[step],
        "title": title,
        "step": step,
        "back": back,
    }


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Step 6: everything once more, each row with a way back; sends the request, once."""
    draft, code = passes.draft_of(request, timezone.now())
    if draft is None:
        return redirect("applications:start")
    if draft.submitted_id:
        return redirect("applications:receipt")
    data = drafts.opened(draft, code)
    if step := drafts.unfinished(data):
        return redirect("applications:step", step)
    form = forms.CheckForm(posted(request))
    message = ""
    if request.method == "POST" and form.is_valid():
        message = _objection(request)
        if not message:
            try:
                drafts.send(draft, code, actors.applicant(), at=timezone.now())
                return redirect("applications:receipt")
            except Refused as refusal:
                message = refusal.message
    rows = sorted(summary(data) + paper_rows(papers.by_kind(draft)), key=lambda row: PLACE[row[2]])
    context = _frame("check") | {"form": form, "rows": rows, "message": message, "data": data}
    context["off_topic"] = kind = intake.off_topic(data["wanted"]["wanted"])
    context["bodies"] = lookup.bodies(kind, data["look"]["agency"])
    context["alike"] = lookup.like(data["wanted"]["wanted"])
    return render(request, "applications/check.html", context, status=422 if form.errors or message else 200)


def summary(data: dict) -> list[tuple[str, str, str]]:
    """(label, value, step) rows of everything that will be sent; what is empty says so."""
    person, wanted, delivery = data["applicant"], data["wanted"], data["delivery"]
    slugs = [data["look"]["agency"], *data["look"].get("others", [])]
    names = dict(Agency.objects.filter(slug__in=slugs).values_list("slug", "name"))
    rows = [("向哪个机关申请", "\n".join(names.get(slug, "") for slug in slugs), "look")]
    rows += [(label, value, "applicant") for label, value in _person_rows(person)]
    rows += [
        ("名称或者文号", wanted["title_or_number"], "wanted"),
        ("内容描述", wanted["wanted"], "wanted"),
        ("时间范围", wanted["time_range"], "wanted"),
        ("获取方式", DeliveryMethod(delivery["delivery"]).label, "delivery"),
        ("提供形式", Form(delivery["form"]).label, "delivery"),
        ("可以用其他方式", "可以" if delivery.get("accept_other") else "不可以", "delivery"),
        ("需要的帮助", delivery["assistance"], "delivery"),
    ]
    return rows


def paper_rows(found: dict) -> list[tuple[str, str, str]]:
    """The files that will be sent, one row a kind; kinds without any are left out but the identity."""
    steps = {
        AttachmentKind.IDENTITY: "applicant",
        AttachmentKind.MANDATE: "applicant",
        AttachmentKind.REQUEST: "wanted",
    }
    rows = [(kind.label, "\n".join(each.name for each in found[kind]), step) for kind, step in steps.items()]
    return [row for row in rows if row[1] or row[0] == AttachmentKind.IDENTITY.label]


def _person_rows(person: dict) -> list[tuple[str, str]]:
    if person["kind"] == ApplicantKind.CITIZEN:
        rows = [("申请人", "公民"), ("姓名", person["name"])]
        rows += [
            ("证件名称", IdKind(person["id_kind"] or IdKind.RESIDENT).label),
            ("证件号码", person["id_number"]),
        ]
    else:
        rows = [("申请人", ApplicantKind(person["kind"]).label), ("单位名称", person["org_name"])]
        rows += [("统一社会信用代码", "没有" if person.get("no_code") else person["credit_code"])]
        rows += [("法定代表人或者负责人", person["legal_rep"]), ("联系人", person["contact_name"])]
    rows += [
        ("联系电话", person["phone"]),
        ("电子邮箱", person["email"]),
        ("通信地址", person["address"]),
        ("邮政编码", person["postcode"]),
    ]
    if person.get("by_agent"):
        rows += [("代理人", person["agent_name"]), ("代理人电话", person["agent_phone"])]
        rows += [
            ("代理人证件名称", IdKind(person["agent_id_kind"] or IdKind.RESIDENT).label),
            ("代理人证件号码", person["agent_id_number"]),
        ]
    return rows


@never_cache
def receipt(request: HttpRequest) -> HttpResponse:
    """After sending: the number, the code once, the phone, what comes next and when.

    The first showing gives the pass to the request and forgets the draft; showing it again gives neither.
    """
    at = timezone.now()
    draft, code = passes.draft_of(request, at)
    sent = draft.submitted if draft and draft.submitted_id else passes.case_at_hand(request)
    if sent is None:
        return redirect("applications:track")
    first = draft and drafts.code_shown(draft, sent, at=at)
    context = {
        "active": "apply",
        "crumbs": [("依申请公开", reverse("applications:start")), ("提交成功", None)],
        "application": sent,
        "code": code if first else "",
        "others": groups.others(sent),
        "confirm_days": Practice.current().confirm_days,
    }
    response = render(request, "applications/receipt.html", context)
    if first:
        passes.keep_case(response, sent)
    if draft and draft.submitted_id:
        passes.drop_draft(response)
    return response


def paper(request: HttpRequest) -> HttpResponse:
    """The form on paper (Art 28, 29): printed, filled in by hand, posted or handed in."""
    agency = _agency(request.GET.get("agency", ""))
    context = {
        "active": "apply",
        "crumbs": [("依申请公开", reverse("applications:start")), ("纸质申请表", None)],
        "agency": agency,
        "agencies": Agency.objects.active(),
        "id_kinds": IdKind.labels,
        "deliveries": DeliveryMethod.labels,
    }
    return render(request, "applications/paper.html", context)
