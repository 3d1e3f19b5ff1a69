"""The applicant who gave an address hears that there is news, and nothing else by mail (个人信息保护法 6)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from accounts.actors import SYSTEM, Actor
from applications import actions, identity, news
from applications.tests.conftest import CALLED, moment
from outbox.drain import drain
from outbox.models import Message

pytestmark = pytest.mark.django_db
LATE = moment(12, 1)


class Broken:
    """A server that refuses and repeats the address while doing so."""

    def __init__(self, *args, **kwargs) -> None:
        pass

    def send_messages(self, messages):
        raise OSError(f"550 {messages[0].to}")


def promised(application) -> int:
    return Message.objects.filter(handler=news.HANDLER, payload={"application": application.pk}).count()


def told(application) -> list:
    drain(LATE)
    return [sent for sent in mail.outbox if sent.subject == news.SUBJECT]


def asked(case, who):
    case = actions.consult(case, who, kind="third_party", party="某公司", at=moment(3, 4)) and case
    opinion = case.opinions.get()
    actions.serve(opinion, who, at=moment(3, 4), on=moment(3, 4).date())
    return opinion


STEPS = {
    "a supplement is asked": lambda case, who, head: actions.ask_supplement(
        case, who, what="写明年度", at=moment(3, 4)
    ),
    "the limit is extended": lambda case, who, head: actions.extend(
        case, head, days=5, reason="材料多", at=moment(3, 4)
    ),
    "a fee is asked": lambda case, who, head: actions.notify_fee(
        case, head, method="page", number=250, at=moment(3, 4)
    ),
    "reasons are asked": lambda case, who, head: actions.ask_reasons(
        case, who, what="说明为什么申请这么多", at=moment(3, 4)
    ),
    "silence is recorded": lambda case, who, head: actions.take_opinion(
        asked(case, who), SYSTEM, answer="silent", at=moment(3, 30)
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_each_of_these_is_news(step, assigned, clerk, head):
    before = promised(assigned)
    STEPS[step](assigned, Actor.of(clerk), Actor.of(head))
    assert promised(assigned) == before + 1


def test_a_confirmed_receipt_is_news(confirmed):
    assert promised(confirmed) == 1


def test_an_opinion_that_came_is_not_news(assigned, clerk):
    opinion, before = asked(assigned, Actor.of(clerk)), promised(assigned)
    actions.take_opinion(opinion, Actor.of(clerk), answer="consents", at=moment(3, 10))
    assert promised(assigned) == before


def test_a_reply_is_news_unless_a_mail_carries_it(sealed, clerk):
    before = promised(sealed)
    actions.reply(sealed, Actor.of(clerk), at=moment(3, 12), method="email")
    assert promised(sealed) == before


def test_a_reply_to_fetch_is_news(replied):
    assert promised(replied) == 2  # the confirmed receipt and the reply


def test_the_mail_names_the_page_and_nobody(confirmed, settings):
    settings.PUBLIC_URL = "https://zwgk.example.cn"
    [sent] = told(confirmed)
    assert sent.to == ["wang@example.cn"] and sent.bcc == sent.cc == []
    page = reverse("applications:progress", args=[confirmed.number])
    assert f"https://zwgk.example.cn{page}" in sent.body
    for private in ("王", "低保", "13800005678", "民政局"):
        assert private not in sent.subject + sent.body


def test_without_an_address_nothing_is_sent_and_nothing_fails(form, agency, applicant, clerk):
    row, _ = actions.receive(
        form | {"email": ""}, agency=agency, channel="online", actor=applicant, at=moment(3, 2)
    )
    actions.confirm(row, Actor.of(clerk), at=moment(3, 3), **CALLED)
    assert told(row) == [] and not Message.objects.filter(handler=news.HANDLER, done_at=None).exists()


def test_a_failure_is_tried_again_and_keeps_no_address(confirmed, settings, caplog):
    settings.EMAIL_BACKEND, working = "applications.tests.test_news.Broken", settings.EMAIL_BACKEND
    drain(moment(3, 3, 11))
    waiting = Message.objects.get(handler=news.HANDLER)
    assert (waiting.done_at, waiting.attempts, waiting.last_error) == (None, 1, "NotSent: OSError")
    assert "wang@example.cn" not in caplog.text
    settings.EMAIL_BACKEND = working
    drain(moment(3, 3, 11) + timedelta(hours=2))
    assert len(told(confirmed)) == 1


def test_a_process_without_the_key_promises_and_leaves_the_sending_to_another(assigned, head, settings):
    keys, settings.FIELD_KEYS = settings.FIELD_KEYS, []
    settings.FIELD_PUBLIC_KEY = "k1:" + "A" * 43 + "="
    news.promise(assigned, at=moment(3, 4))
    drain(moment(3, 4, 11))
    waiting = Message.objects.filter(handler=news.HANDLER, done_at=None)
    assert waiting.count() == 2 and not [sent for sent in mail.outbox if sent.subject == news.SUBJECT]
    settings.FIELD_KEYS = keys
    assert len(told(assigned)) == 2


def test_once_erased_nobody_is_told(confirmed):
    confirmed.identity, confirmed.identity_erased_at = "", moment(3, 4)
    confirmed.save(update_fields=["identity", "identity_erased_at"])
    assert told(confirmed) == [] and identity.opened_identity(confirmed) == {}
