"""The pages of a policy and of an interpretation, drawn for publishing (settings.PUBLICATION_PAGES)."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from interpretation import rules, sections, validity
from interpretation.models import Interpretation, PolicyDocument, Relation
from interpretation.standing import interpretation_due_on
from publishing.models import Publication
from publishing.pages import attachments, plain_page, stated
from publishing.titles import shortened

STALE = "文件在这之后有修改，这里的说法还没有重新核对，请以文件为准。"
TONES = {"text": "info", "graphic": "ok", "qa": "info", "video": "warn"}


def policy(publication: Publication, at: datetime) -> tuple[str, dict]:
    """The policy page: facts in their fixed order, the document, and everything that explains it."""
    found, heirs = with_successors(publication, at)
    if found is None:
        return plain_page(publication, at)
    found.publication = publication
    on = localdate(at)
    readings = list(found.interpretations.published(at).for_lists().newest())
    related = relations(found, at)
    return "interpretation/policy.html", {
        "active": "policies",
        "crumbs": [("政策文件", reverse("interpretation:policies")), (shortened(publication.title), None)],
        "policy": found,
        "rows": policy_rows(found, on),
        "doc_number": found.doc_number,
        "stale": stale(found, on),
        "successor": heirs[0] if heirs else None,
        "acting": acting(dict(related), found.validity_on(on)),
        "acting_words": ACTING.get(found.validity_on(on), ("", ()))[0],
        "history": history(found, heirs, at),
        "relations": related,
        "way_to_readings": f"解读（{len(readings)}）" if readings else "解读",
        "interpretations": [each for each in readings if not each.clarifies],
        "thread": thread(found, readings, on),
        "explained": explained(found, on, any(not each.clarifies for each in readings)),
    }


def thread(found: PolicyDocument, readings: list[Interpretation], on: date) -> list[dict]:
    """One thread, oldest first: the document, what explains it, questions and clarifications; nothing for the document alone."""
    if not readings:
        return []
    entries = [
        {
            "title": "文件发布",
            "when": found.publication.published_on or found.publication.formed_on,
            "state": "done",
        }
    ]
    for reading in sorted(readings, key=lambda each: (each.publication.published_at, each.pk)):
        old = reading.is_stale(found, on)
        entries.append(
            {
                "title": reading.publication.title,
                "url": reverse("publishing:detail", args=[reading.publication.public_id]),
                "when": reading.publication.published_on,
                "state": "done",
                "tag": f"{reading.label}，待核对" if old else reading.label,
                "tone": "warn" if old else "info",
                "text": STALE if old else "",
            }
        )
    return entries


def policy_rows(found: PolicyDocument, on: date) -> list[tuple]:
    """索引号|主题分类|发文机关|成文日期|标题|发文字号|发布日期|有效性|实施日期, then what else is known."""
    publication = found.publication
    rows = [
        ("索引号", publication.index_number or "发布时编号", False),
        ("主题分类", found.topic or "未注明", False),
        ("发文机关", publication.issuer_name, False),
        ("成文日期", stated(publication.formed_on), False),
        ("标题", publication.title, True),
        ("发文字号", found.doc_number or "无", False),
        ("发布日期", stated(publication.published_on), False),
        ("有效性", validity_tag(found.validity_on(on)), False),
        ("实施日期", stated(found.effective_on), False),
    ]
    if found.registration_number:
        rows.append(("登记号", found.registration_number, False))
    if found.expires_on:
        rows.append(("有效期至", stated(found.expires_on), False))
    return rows


def validity_tag(state: str):
    """The validity in words on its colour."""
    return format_html('<span class="tag {}">{}</span>', validity.TONES[state], validity.LABELS[state])


def stale(found: PolicyDocument, on: date) -> dict | None:
    """The banner above a document without force: {"text", "by"}; None while it is in force."""
    state = found.validity_on(on)
    if state == validity.LAPSED:
        text = f"本文件的有效期到{stated(found.expires_on)}为止，现已失效。"
    elif state == validity.REPEALED:
        since = f"已于{stated(found.repealed_on)}废止" if found.repealed_on else "已经废止或失效"
        text = f"本文件{since}，仅供查阅。"
    elif state == validity.NOT_YET:
        text = f"本文件自{stated(found.effective_on)}起施行。"
    elif state == validity.AMENDED:
        since = f"已于{stated(found.amended_on)}修改" if found.amended_on else "已经修改"
        text = f"本文件{since}，请以修改后的文本为准。"
    else:
        return None
    return {"text": text, "tone": "warn" if state in (validity.NOT_YET, validity.AMENDED) else "bad"}


def with_successors(publication: Publication, at: datetime) -> tuple[PolicyDocument | None, list]:
    """The policy of a publication, and the public documents that took its place, the newest first: one question."""
    own = PolicyDocument.objects.filter(publication=publication).values("pk")
    heirs = PolicyDocument.objects.published(at).filter(replaces__publication=publication).values("pk")
    rows = PolicyDocument.objects.filter(pk__in=own.union(heirs)).for_lists().newest()
    found = next((row for row in rows if row.publication_id == publication.pk), None)
    return found, [row for row in rows if row is not found]


PASSIVE = {
    "amends": "被下列文件修改",
    "repeals": "被下列文件废止",
    "replaces": "被下列文件替代",
    "implements": "配套和落实的文件",
    "based_on": "依据本文件的文件",
}


def relations(found: PolicyDocument, at: datetime) -> list[tuple[str, list[dict]]]:
    """(heading, [{"title", "url"}]) of the documents it acts on and of those that act on it; only public ones are linked."""
    public = Publication.objects.published(at)
    both = Q(policy=found) | Q(target=found, policy__publication__in=public)
    rows = list(
        Relation.objects.filter(both)
        .annotate(shown=Exists(public.filter(policy=OuterRef("target"))))
        .select_related("policy__publication", "target__publication")
        .order_by("pk")
    )
    groups: dict[str, list[dict]] = {}
    for row in rows:
        own = row.policy_id == found.pk
        other = row.target if own else row.policy
        if own and other is not None and not row.shown:
            continue
        heading = row.get_kind_display() if own else PASSIVE[row.kind]
        entry = {"title": row.title, "url": ""}
        if other is not None:
            address = reverse("publishing:detail", args=[other.publication.public_id])
            entry = {"title": other.publication.title, "url": address}
        groups.setdefault(heading, []).append(entry)
    return list(groups.items())


ACTING = {
    validity.AMENDED: ("修改它的文件是", (PASSIVE["amends"],)),
    validity.REPEALED: ("废止、替代它的文件是", (PASSIVE["repeals"], PASSIVE["replaces"])),
}


def acting(related: dict[str, list[dict]], state: str) -> list[dict]:
    """The public documents by which this one was amended or lost its force, for the banner on top."""
    _, headings = ACTING.get(state, ("", ()))
    return [entry for heading in headings for entry in related.get(heading, ())]


def history(found: PolicyDocument, heirs: list[PolicyDocument], at: datetime) -> list[dict]:
    """The line of documents this one stands in, oldest first; nothing where it stands alone."""
    on = localdate(at)
    line = [found]
    older = found
    while older.replaces_id and len(line) < 10:
        older = PolicyDocument.objects.published(at).for_lists().filter(pk=older.replaces_id).first()
        if older is None or older in line:
            break
        line.insert(0, older)
    line += reversed(heirs)
    return [_history_entry(policy, found, on) for policy in line] if len(line) > 1 else []


def _history_entry(policy: PolicyDocument, current: PolicyDocument, on: date) -> dict:
    state = policy.validity_on(on)
    here = policy.pk == current.pk
    return {
        "title": "本文件" if here else policy.publication.title,
        "when": policy.publication.formed_on,
        "state": "now" if here else "done",
        "tag": validity.LABELS[state],
        "tone": validity.TONES[state],
        "url": None if here else reverse("publishing:detail", args=[policy.publication.public_id]),
    }


def explained(found: PolicyDocument, on: date, published: bool) -> dict:
    """What is said of the interpretation, honestly: {"status", "label", "tone", "text"}; `published`: one is out."""
    if found.publication.origin == "import" and not published:
        return {
            "status": rules.WAIVED,
            "label": "没有关联的解读",
            "tone": "mute",
            "text": "这是从原网站导入的文件。",
        }
    due = interpretation_due_on(found)
    status = rules.status(waived=not found.interpretation_required, published=published, due=due, on=on)
    text = {
        rules.PUBLISHED: "",
        rules.DUE: f"解读还没有发布，应于{stated(due)}前发布。",
        rules.OVERDUE: f"解读还没有发布，应于{stated(due)}前发布，已经逾期。",
        rules.WAIVED: f"不需要解读：{found.waiver_reason}" if found.waiver_reason else "不需要解读。",
    }[status]
    return {"status": status, "label": rules.LABELS[status], "tone": rules.TONES[status], "text": text}


def interpretation(publication: Publication, at: datetime) -> tuple[str, dict]:
    """The interpretation page: the policy on top, then its parts, then the policy's other interpretations."""
    found = Interpretation.objects.filter(publication=publication).first()
    if found is None:
        return plain_page(publication, at)
    found.publication = publication
    on = localdate(at)
    policy = PolicyDocument.objects.published(at).for_lists().filter(pk=found.policy_id).first()
    return "interpretation/interpretation.html", {
        "active": "interpretations",
        "crumbs": [
            ("政策解读", reverse("interpretation:interpretations")),
            (shortened(publication.title), None),
        ],
        "interpretation": found,
        "policy": policy,
        "validity": validity_tag(policy.validity_on(on)) if policy else "",
        "parts": sections.shown(found.sections),
        "questions": sections.questions(found.sections.get("qa", "")),
        "others": list(_others(found, at)),
        "tone": TONES.get(found.form, "info"),
        "stale": STALE if policy and found.is_stale(policy, on) else "",
        "pictures": pictures(publication, at) if found.form == "graphic" else [],
    }


def pictures(publication: Publication, at: datetime) -> list[dict]:
    """The pictures of a 图解, as pages.attachments gives files; its full text stands below them."""
    return [file for file in attachments(publication, at) if file["kind"] in ("PNG", "JPG", "JPEG")]


def _others(found: Interpretation, at: datetime):
    return (
        Interpretation.objects.published(at).for_lists().filter(policy=found.policy_id).exclude(pk=found.pk)
    )
