"""The record of a case in words: what happened, who did it, and what was recorded with it (Art 45)."""

from applications import outcomes, progress, receipt
from applications.choices import Answer

ANSWERS = dict(Answer.choices)
# Steps about a fee that the applicant reads too: no internal notes.
FEE = {
    "objected": "申请人对收费提出异议",
    "kept": "答复收费异议：维持收费",
    "cancelled": "答复收费异议：撤销收费",
}


def title(event) -> str:
    """What happened, in a word."""
    return FEE.get(event.data.get("fee", "")) or event.get_kind_display()


def entry(event) -> dict:
    """One line of the record, with who did it."""
    parts = [event.actor, *facts(event), event.ref, *answer(event), event.note]
    return {
        "title": title(event),
        "when": event.on,
        "text": "；".join(part for part in parts if part),
        "state": "done",
    }


def facts(event) -> list[str]:
    """What was recorded with it beside its note: days, bodies, persons, numbers, proofs; short phrases."""
    data = event.data
    found = [
        event.days and f"{event.days} 个工作日",
        data.get("body"),
        progress.aside(data),
        data.get("text") and f"原文：{data['text']}",
        "" if "number" in data else data.get("to") and f"交给{data['to']}",
        *_proof(data),
        data.get("outcome") and outcomes.BY_CODE[data["outcome"]].name,
    ]
    return [part for part in found if part]


def answer(event) -> list[str]:
    """What somebody who was asked said (Art 32, 34)."""
    return [ANSWERS[said]] if (said := event.data.get("answer", "")) in ANSWERS else []


def _proof(data: dict) -> list[str]:
    """The proof recorded with an arrival or a confirmation (Art 29, 31)."""
    how = receipt.CONFIRMED_BY.get(data.get("how", ""), "")
    words = {
        "邮件号": data.get("mail_number"),
        "口头提出，代填后": data.get("read_back"),
        f"{how}确认": f"{data.get('time', '')} {data.get('contact', '')}".strip() if how else "",
        "与谁": data.get("spoke_with"),
    }
    return [f"{label} {value}" for label, value in words.items() if value]
