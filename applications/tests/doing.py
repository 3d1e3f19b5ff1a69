"""How each verb is done: name -> (fixture of the stage, who, call(application, actor)); in the groups of `verbs`."""

from django.core.files.base import ContentFile
from django.test import override_settings

from applications import actions, outcomes
from applications.tests.conftest import CALLED, FORM, moment, sealed_copy

NOON = {"at": moment(3, 16)}
TODAY = NOON["at"].date()


def consulted(application, actor):
    return actions.consult(
        application, actor, kind="third_party", party="清源水务", on=moment(3, 4).date(), **NOON
    )


SUMMARY = "申请公开2025年城乡低保资金分配明细，已主动公开"


def challenged(application, actor, **changes):
    facts = {"kind": "review", "body": "澄溪县人民政府", "served_on": moment(3, 13).date()} | changes
    return actions.record_challenge(application, actor, **(NOON | facts))


def by_service(action, application, actor, **more):
    """With a service that gives the PDF back as it came."""
    with override_settings(SEAL_COMMAND="cat"):
        return action(application, actor, **NOON, **more)


def complete(row) -> dict:
    """All that an outcome asks, with its first ground."""
    data = {name: f"{outcomes.FIELDS[name].label}：写得足够清楚，不少于十五个字。" for name in row.asks}
    data |= {"search_on": "2024-02-19"} if "search_on" in row.asks else {}
    data.pop("responsible_unknown", None)
    return data | ({"ground": row.grounds[0]} if row.needs_ground else {})


INTAKE = {
    "receive": ("agency", "clerk", lambda a, who: actions.receive(FORM, agency=a, channel="fax", actor=who, **NOON)),
    "confirm": ("received", "clerk", lambda a, who: actions.confirm(a, who, **CALLED, **NOON)),
    "withdraw": ("assigned", "clerk", lambda a, who: actions.withdraw(a, who, **NOON)),
    "reissue": ("received", "clerk", lambda a, who: actions.reissue(a, who, reason="核对身份证原件", **NOON)),
    "erase_identity": (
        "long_over", "system", lambda a, who: actions.erase_identity(a, who, at=NOON["at"].replace(year=2030)),
    ),
    "split": (
        "assigned", "clerk", lambda a, who: actions.split(a, who, parts=["2025年低保分配表", "2025年救助名单"], **NOON),
    ),
    "readdress": (
        "misdirected", "clerk", lambda a, who: actions.readdress(a, who, to=a.right_agency, **CALLED, **NOON),
    ),
    "reveal": ("received", "clerk", lambda a, who: actions.reveal(a, who, reason="核对身份", **NOON)),
}  # fmt: skip

WORK = {
    "assign": ("confirmed", "head", lambda a, who: actions.assign(a, who, to=a.clerk, **NOON)),
    "ask_supplement": (
        "assigned", "clerk", lambda a, who: actions.ask_supplement(a, who, what="写明年度", at=moment(3, 5)),
    ),
    "supplement": ("asked", "clerk", lambda a, who: actions.supplement(a, who, text="2024年度", **NOON)),
    "consult": ("assigned", "clerk", consulted),
    "serve": ("waiting", "clerk", lambda a, who: actions.serve(a.opinion, who, on=NOON["at"].date(), **NOON)),
    "take_opinion": ("waiting", "clerk", lambda a, who: actions.take_opinion(a.opinion, who, answer="objects", **NOON)),
    "extend": ("assigned", "head", lambda a, who: actions.extend(a, who, days=20, reason="档案较多", **NOON)),
    "notify_fee": ("assigned", "head", lambda a, who: actions.notify_fee(a, who, method="page", number=250, **NOON)),
    "object_fee": ("charged", "clerk", lambda a, who: actions.object_fee(a, who, text="页数算多了", **NOON)),
    "answer_objection": (
        "objected", "head", lambda a, who: actions.answer_objection(a, who, upheld=True, text="重新计页不足30页", **NOON),
    ),
    "ask_reasons": ("assigned", "clerk", lambda a, who: actions.ask_reasons(a, who, what="本月23件", **NOON)),
    "take_reasons": ("doubted", "clerk", lambda a, who: actions.take_reasons(a, who, text="研究需要", **NOON)),
    "delay": (
        "reasoned", "head",
        lambda a, who: actions.delay(a, who, until=moment(5, 29).date(), reason="数量多", **NOON),
    ),
    "give_back": ("assigned", "clerk", lambda a, who: actions.give_back(a, who, reason="属于低保科", **NOON)),
    "note": ("assigned", "clerk", lambda a, who: actions.note(a, who, text="已经电话核实", **NOON)),
    "ask_help": ("assigned", "clerk", lambda a, who: actions.ask_help(a, who, to=a.coworker, what="查找分配表", **NOON)),
    "give_help": ("helped", "coworker", lambda a, who: actions.give_help(a.contribution, who, answer="在附件", **NOON)),
    "suggest": ("released", "clerk", lambda a, who: actions.suggest(a, who, text="人人关心", **NOON)),
    "answer_suggestion": (
        "suggested", "clerk",
        lambda a, who: actions.answer_suggestion(a, who, adopted=True, text="已在平台公开", **NOON),
    ),
    "take_payment": ("charged", "clerk", lambda a, who: actions.take_payment(a, who, **NOON)),
}  # fmt: skip

REPLYING = {
    "draft": ("assigned", "clerk", lambda a, who: actions.draft(a, who, outcome="published", data={"where": "网站"}, **NOON)),
    "attach": ("drafted", "clerk", lambda a, who: actions.attach(a, who, file=ContentFile(b"%PDF-1.7", "a.pdf"), **NOON)),
    "approve": ("drafted", "head", lambda a, who: actions.approve(a, who, **NOON)),
    "send_back": ("drafted", "head", lambda a, who: actions.send_back(a, who, reason="理由不足", **NOON)),
    "countersign": ("endorsed", "reviewer", lambda a, who: actions.countersign(a, who, **NOON)),
    "record_approval": (
        "drafted", "head",
        lambda a, who: actions.record_approval(a, who, signer="孙局长", file=sealed_copy("呈批单.pdf"), **NOON),
    ),
    "decline": ("endorsed", "reviewer", lambda a, who: actions.decline(a, who, reason="理由不足", **NOON)),
    "attach_sealed_copy": (
        "approved", "clerk", lambda a, who: actions.attach_sealed_copy(a, who, file=sealed_copy(), **NOON),
    ),
    "e_seal": ("approved", "clerk", lambda a, who: by_service(actions.e_seal, a, who)),
    "e_seal_notice": (
        "confirmed", "clerk",
        lambda a, who: by_service(actions.e_seal_notice, a, who, letter=a.letters.get(kind="D03")),
    ),
    "seal_notice": (
        "confirmed", "clerk",
        lambda a, who: actions.seal_notice(a, who, letter=a.letters.get(kind="D03"), file=sealed_copy(), **NOON),
    ),
    "deliver": ("replied", "clerk", lambda a, who: actions.deliver(a, who, on=TODAY, proof="本人签收", **NOON)),
    "record_return": (
        "posted", "clerk", lambda a, who: actions.record_return(a, who, on=TODAY, reason="地址不详", **NOON),
    ),
    "send_again": (
        "returned", "clerk", lambda a, who: actions.send_again(a, who, on=TODAY, method="hand", proof="本人签收", **NOON),
    ),
    "reply": ("sealed", "clerk", lambda a, who: actions.reply(a, who, **NOON)),
}  # fmt: skip

AFTER = {
    "close": ("replied", "clerk", lambda a, who: actions.close(a, who, **NOON)),
    "propose_listing": ("replied", "clerk", lambda a, who: actions.propose_listing(a, who, summary=SUMMARY, **NOON)),
    "list_publicly": (
        "proposed", "reviewer",
        lambda a, who: actions.list_publicly(a, who, secrecy=True, personal=True, **NOON),
    ),
    "unlist": ("listed", "head", lambda a, who: actions.unlist(a, who, reason="摘要写错了年度", **NOON)),
    "record_challenge": ("replied", "clerk", challenged),
    "answer_challenge": (
        "disputed", "clerk",
        lambda a, who: actions.answer_challenge(a.challenge, who, on=moment(3, 16).date(), **NOON),
    ),
    "record_result": (
        "disputed", "clerk",
        lambda a, who: actions.record_result(a.challenge, who, result="upheld", on=moment(3, 16).date(), **NOON),
    ),
    "renew": (
        "overturned", "clerk",
        lambda a, who: actions.renew(a.challenge, who, on=moment(4, 10).date(), at=moment(4, 10)),
    ),
    "archive": ("closed", "clerk", lambda a, who: actions.archive(a, who, **NOON)),
}  # fmt: skip

DONE = INTAKE | WORK | REPLYING | AFTER
