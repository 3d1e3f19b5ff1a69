"""Policies and interpretations of the demonstration, in the order in which they came out."""

from datetime import date, timedelta

from demonstration.content import Dated, dated, read
from demonstration.days import Days
from demonstration.releases import HOW_FAR, OUT, Release
from interpretation import actions, sections
from interpretation.models import Form, Interpretation, PolicyDocument
from publishing.rules import add_months

DOC_TYPES = {"规章": "regulation", "行政规范性文件": "normative", "其他文件": "other"}
FORMS = {label: value for value, label in Form.choices}
RANKS = {label: value for value, label in Interpretation.Rank.choices}
KEYS = {label: key for key, label in sections.SECTIONS}
COLUMNS = {"行政规范性文件": "regulations", "其他文件": "policies"}


def load(release: Release, days: Days) -> dict[str, PolicyDocument]:
    """Everything of policies.txt and interpretations.txt; the policies by their 代号."""
    documents = sorted((dated(record, days) for record in read("policies.txt")), key=lambda d: d.formed)
    explained: dict[str, list[Dated]] = {}
    published = {document.get("代号"): document.published for document in documents}
    for record in read("interpretations.txt"):
        day = published[record["政策"]]
        explained.setdefault(record["政策"], []).append(dated(_hung(record), days, formed=day))
    made: dict[str, PolicyDocument] = {}
    for document in documents:
        made[document.get("代号")] = policy = _policy(release, document, made)
        for interpretation in explained.get(document.get("代号"), ()):
            _interpretation(release, policy, interpretation)
    _later(release, days, documents, made)
    return made


def _hung(record):
    """An interpretation not yet out stands on the day of its policy."""
    if record["公布"] == "无":
        record.facts["公布"] = "+0"
    return record


def _policy(release: Release, document: Dated, made: dict[str, PolicyDocument]) -> PolicyDocument:
    agency = release.agencies[document.get("单位")]
    issuer, domain = document.get("发文"), document.get("领域")
    column = release.shelves.columns[COLUMNS[document.get("性质")]]
    items = release.shelves.items_for(domain, document.get("事项"))
    policy = actions.draft_policy(
        release.staff.editor,
        agency=agency,
        issuer="" if issuer == agency.name else issuer,
        column=column,
        title=document.title,
        text=document.body,
        formed_on=document.formed,
        items=[*items, *release.shelves.kinds_for(column, domain, "", agency)],
        at=release.minutes.at(document.formed),
        policy=_facts(document, made),
    )
    release.taken(policy.publication, OUT, document.published)
    policy.publication.refresh_from_db()
    return policy


def _facts(document: Dated, made: dict[str, PolicyDocument]) -> dict:
    years = int(document.get("有效期", "0年")[:-1])
    replaced = made.get(document.get("替代"))
    facts = {
        "doc_number": document.get("文号"),
        "topic": document.get("主题"),
        "doc_type": DOC_TYPES[document.get("性质")],
        "region": "澄溪县",
        "effective_on": document.effective,
        "expires_on": _last_day(document.effective, years) if years else None,
        "replaces": replaced,
        "late_reason": "解读图解需要制作，在3个工作日内发布。",
    }
    if facts["doc_type"] == "normative":
        facts["registration_number"] = f"CXGF-{document.formed.year}-{len(made) + 1:04d}"
    return facts | (_plan(document) if document.get("方案") else _waiver(document))


def _last_day(effective: date, years: int) -> date:
    return add_months(effective, 12 * years) - timedelta(days=1)


def _plan(document: Dated) -> dict:
    outline, channel, person = document.get("方案").split("｜")
    form = next(value for label, value in FORMS.items() if label in outline)
    return {
        "plan_outline": outline.partition("；")[0],
        "plan_form": form,
        "plan_channel": channel,
        "plan_person": person,
        "plan_on": document.published,
    }


def _waiver(document: Dated) -> dict:
    return {"interpretation_required": False, "waiver_reason": document.get("不解读")}


def _interpretation(release: Release, policy: PolicyDocument, document: Dated) -> None:
    made = actions.draft_interpretation(
        policy,
        release.staff.editor,
        at=release.minutes.at(document.published, 15),
        column=release.shelves.columns["interpretations"],
        title=document.title,
        formed_on=document.published,
        facts={
            "form": FORMS[document.get("形式")],
            "interpreter": document.get("解读人"),
            "rank": RANKS[document.get("身份")],
            "contact": policy.publication.agency.phone,
            "sections": parts(document),
        },
    )
    release.taken(made.publication, HOW_FAR.get(document.state, OUT), document.published)


def parts(document: Dated) -> dict[str, str]:
    """The parts of an interpretation: `# 背景依据` and what stands under it, the opening before the first of them;
    questions and answers as one part; what has no parts as its text."""
    if document.get("形式") == "问答":
        return {"qa": document.body}
    opening, *rest = ("\n" + document.body).split("\n# ")
    if not rest:
        return {"text": document.body}
    first, *others = (part.partition("\n") for part in rest)
    found = {KEYS[first[0].strip()]: f"{opening.strip()}\n{first[2].strip()}"}
    return found | {KEYS[label.strip()]: text.strip() for label, _, text in others}


def _later(release: Release, days: Days, documents: list[Dated], made: dict[str, PolicyDocument]) -> None:
    """Amendments and repeals, which happen after the documents are out."""
    replaced_by = {document.get("替代"): document for document in documents if document.get("替代")}
    for document in documents:
        policy, head = made[document.get("代号")], release.staff.head
        if document.get("修改"):
            ago, _, reason = document.get("修改").partition("｜")
            day = days.ago(int(ago))
            actions.amend(policy, head, on=day, reason=reason, at=release.minutes.at(day))
        if document.get("废止"):
            heir = replaced_by[document.get("代号")]
            actions.repeal(
                policy,
                head,
                on=heir.effective,
                by=made[heir.get("代号")],
                reason=document.get("废止").partition("｜")[2],
                at=release.minutes.at(heir.published, 16),
            )
