"""The reply is drafted, and drafted again; closing."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import giving, letters, limits, outcomes, remedies, verbs
from applications.actions.issuing import cn, context, free_number
from applications.actions.recording import checked_day, day_of, done, entered, happened
from applications.choices import ClockState, DeliveryMethod, EventKind, Form, OpinionKind
from applications.models import Application, Letter
from publishing import grounds
from workdays import tables


@transaction.atomic
def draft(
    application: Application, actor: Actor, *, outcome: str, data: Mapping, at: datetime, number: str = ""
) -> Letter:
    """Writes or rewrites the reply. `data` holds what the outcome asks (see `outcomes.FIELDS`) and `ground`.

    Raises Refused, with every missing field at once.
    """
    application = entered(verbs.DRAFT, application, actor)
    data = {name: str(value).strip() for name, value in data.items() if str(value).strip()}
    if outcome in outcomes.RELEASING:
        data = giving.settled(data, application.form, application.delivery)
    refuse_what_cannot_be(application, outcome, data, day_of(at))
    on = checked_day(application, None, at)
    letter = _written(application, outcome, data, number.strip(), on)
    happened(application, EventKind.DRAFTED, actor, on=on, at=at, data={"outcome": outcome})
    done(application, verbs.DRAFT, actor, at=at, detail={"outcome": outcome}, drafted_by=actor.user)
    return letter


def refuse_what_cannot_be(application: Application, outcome: str, data: dict, today: date) -> None:
    found = outcomes.problems(outcome, data, objected=application.third_party_objected())
    if outcome in outcomes.RELEASING:
        found |= giving.problems(data, application.form, application.delivery)
    if found:
        raise Refused(f"还有 {len(found)} 处需要填写。", found)
    if sentence := out_of_turn(application, outcomes.outcome(outcome), data, today):
        raise Refused(sentence, {"outcome": sentence})


def out_of_turn(application: Application, row: outcomes.Outcome, data: Mapping, today: date) -> str:
    """Why this kind of reply cannot be given now; "" when it can (Art 30, 32)."""
    asked = application.events.filter(kind=EventKind.SUPPLEMENT_ASKED).last()
    awaiting = application.clock_state == ClockState.AWAITING
    if row.code == "withdrawn":
        return "撤回由“撤回申请”登记。"
    if row.after == "lapse":
        if not awaiting or today <= limits.supplement_by(application, tables.current()):
            return "只有告知补正、并且补正期限已过仍未补正的，才能用这一类答复。"
        return ""
    if row.after == "unpaid":
        return (
            ""
            if _fee_lapsed(application, today)
            else "只有收费通知的缴费期限已过仍未缴费的，才能用这一类答复。"
        )
    if application.clock_state == ClockState.UNPAID:
        return "正在等待申请人缴费，现在不能答复。"
    if awaiting:
        return "正在等待申请人补正，现在不能答复。"
    if row.after == "reasons" and not limits.reasons_settled(application, today, tables.current()):
        return "先书面要求申请人说明理由；说明的理由不合理，或者过了期限不说明的，才能用这一类答复（第三十五条）。"
    if row.after == "supplement" and asked is None:
        return "没有要求过补正，不能以“补正后仍不明确”答复。"
    third_party = row.code == "third_party" or outcomes.THIRD_PARTY_GROUND in outcomes.grounds_used(data)
    if third_party and not application.opinions.filter(kind=OpinionKind.THIRD_PARTY).exists():
        return "以损害第三方合法权益为由不予公开的，应当先书面征求第三方意见（第三十二条）。"
    return ""


def _fee_lapsed(application: Application, today: date) -> bool:
    unpaid = application.clock_state == ClockState.UNPAID
    return unpaid and today > limits.pay_by(application, tables.current())


def _written(application: Application, outcome: str, data: dict, number: str, on: date) -> Letter:
    row = outcomes.outcome(outcome)
    letter = application.letters.filter(frozen_at=None).first()
    word = letters.BY_CODE[row.letter].word
    if not number:
        kept = letter and letter.kind == row.letter
        number = letter.number if kept else free_number(application.agency, word, on.year)
    values = {
        "kind": row.letter,
        "number": number,
        "year": on.year,
        "outcome": outcome,
        "data": data,
        "paragraphs": paragraphs(application, outcome, data, number, on, enclosures(letter)),
    }
    try:
        with transaction.atomic():
            letter, _ = Letter.objects.update_or_create(
                application=application, frozen_at=None, agency=application.agency, defaults=values
            )
    except IntegrityError as error:
        raise Refused("这个文号已经用过，换一个文号。", {"number": "这个文号已经用过，换一个文号"}) from error
    return letter


def redrafted(application: Application, at: datetime) -> None:
    """Writes the paragraphs again after a file was added."""
    letter = application.letters.get(frozen_at=None)
    letter.paragraphs = paragraphs(
        application, letter.outcome, letter.data, letter.number, day_of(at), enclosures(letter)
    )
    letter.save(update_fields=["paragraphs"])


def enclosures(letter: Letter | None) -> list[str]:
    """The names of what goes out with the letter."""
    return list(letter.enclosures().values_list("name", flat=True)) if letter else []


def paragraphs(
    application: Application, outcome: str, data: Mapping, number: str, on: date, enclosures: list[str]
) -> list[dict]:
    """The reply's text as it would go out on the day `on`."""
    row = outcomes.outcome(outcome)
    ground = grounds.BY_CODE.get(data.get("ground", ""))
    told = {name: outcomes.sentence(data.get(name, "")) for name in outcomes.SENTENCES}
    extra = {
        **data,
        **told,
        "outcome": outcome,
        "search_where": _below(outcomes.listed(data.get("search_where", ""))),
        "channel_text": told["channel"],
        "responsible": outcomes.responsible(data),
        "provided": outcomes.listed(data.get("provided", "")),
        "giving": given(application, data, "以下信息" if outcome == "granted" else "可以公开的信息内容"),
        "withheld": outcomes.listed(data.get("withheld", "")),
        "parts": _parts(data),
        "search_on": _day_text(data.get("search_on", "")),
        "channel": application.get_channel_display(),
        "ground_article": ground.article if ground else "",
        "ground_label": ground.name if ground else "",
        "explained": application.events.filter(kind=EventKind.REASONS_GIVEN).exists(),
        "enclosures": enclosures,
        "remedy": remedies.text(
            remedies.kind_of(outcome, row.remedy),
            title=letters.BY_CODE[row.letter].title.removeprefix("政府信息公开申请"),
            body=remedies.body(application.agency),
            on=on,
        ),
    }
    return letters.compose(row.letter, context(application, number, on, extra))


def given(application: Application, data: Mapping, what: str) -> str:
    """The sentence on how the information is given (Art 40)."""
    asked, told = (
        manner(application.form, application.delivery),
        giving.settled(data, application.form, application.delivery),
    )
    return giving.sentence(asked, manner(told[giving.FORM], told[giving.WAY]), data.get(giving.WHY, ""), what)


def manner(form: str, way: str) -> str:
    """Form and way in words (Art 40)."""
    return f"{Form(form).label}，{DeliveryMethod(way).label}"


NUMERALS = "一二三四五"


def _parts(data: Mapping) -> list[dict]:
    """Every withheld part as the letter names it: `number text article label reason harm` (Art 37)."""
    return [
        {
            "number": numeral,
            "text": "；".join(filter(None, map(str.strip, part.withheld.splitlines()))),
            "article": grounds.BY_CODE[part.ground].article,
            "label": grounds.BY_CODE[part.ground].name,
            "reason": outcomes.sentence(part.reason),
            "harm": outcomes.sentence(part.harm),
        }
        for numeral, part in zip(NUMERALS, outcomes.parts(data), strict=False)
        if part.ground in grounds.BY_CODE
    ]


def _below(text: str) -> str:
    """A numbered list stands below its heading, a single line beside it."""
    return f"\n{text}" if "\n" in text else text


def _day_text(iso: str) -> str:
    """2026年3月2日 for a day that the form gave; anything else as it is."""
    try:
        return cn(date.fromisoformat(iso))
    except ValueError:
        return iso


@transaction.atomic
def close(application: Application, actor: Actor, *, at: datetime, note: str = "") -> Application:
    """Delivered and filed (Art 45). Raises Refused."""
    application = entered(verbs.CLOSE, application, actor)
    on = checked_day(application, None, at)
    happened(application, EventKind.CLOSED, actor, on=on, at=at, note=note)
    done(application, verbs.CLOSE, actor, at=at)
    return application
