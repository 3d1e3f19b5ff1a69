"""Art 44: an applicant suggests publishing what was released; several who ask for the same are pointed out."""

from datetime import date

import pytest
from django.urls import reverse

from accounts import actors
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, alike
from applications.models import Application
from applications.tests.conftest import FORM, moment
from applications.views import passes
from duties.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(replied):
    Application.objects.filter(pk=replied.pk).update(outcome="granted")
    replied.refresh_from_db()
    return replied


@pytest.fixture
def suggested(released):
    """On 13 March: the office's 20 working days end on 13 April."""
    return actions.suggest(released, actors.applicant(), text="人人关心", at=moment(3, 13))


def test_it_opens_a_duty_that_outlives_the_archive(suggested, clerk):
    actions.close(suggested, Actor.of(clerk), at=moment(3, 16))
    assert Duty.objects.open().get(kind="application.suggestion").due_on == date(2026, 4, 13)


@pytest.mark.parametrize(("adopted", "words"), [(True, "予以主动公开"), (False, "不将该信息转为主动公开")])
def test_it_is_answered_by_letter(suggested, clerk, adopted, words):
    actions.answer_suggestion(
        suggested, Actor.of(clerk), adopted=adopted, text="理由和去处", at=moment(3, 20)
    )
    text = "\n".join(each["text"] for each in suggested.letters.get(kind="D31").paragraphs)
    assert (
        words in text
        and suggested.number in text
        and "您于2026年3月13日建议" in text
        and "理由和去处。" in text
    )
    assert ("行政复议" in text) == (not adopted)
    assert not Duty.objects.open().filter(kind="application.suggestion").exists()


def test_it_is_made_once_after_a_release(suggested, replied):
    with pytest.raises(Refused, match="已经提出过"):
        actions.suggest(suggested, actors.applicant(), at=moment(3, 16))
    Application.objects.filter(pk=replied.pk).update(outcome="not_held")
    with pytest.raises(Refused, match="提供了信息"):
        actions.suggest(replied, actors.applicant(), at=moment(3, 16))


def test_an_answer_needs_a_suggestion_and_words(released, clerk):
    with pytest.raises(Refused, match="没有等待"):
        actions.answer_suggestion(released, Actor.of(clerk), adopted=True, text="公开", at=moment(3, 16))
    actions.suggest(released, actors.applicant(), at=moment(3, 16))
    with pytest.raises(Refused, match="写明处理结果"):
        actions.answer_suggestion(released, Actor.of(clerk), adopted=True, text=" ", at=moment(3, 16))


@pytest.fixture
def signed_in(client):
    """The applicant's browser with the pass of a request."""

    def take(application):
        response = client.get(reverse("applications:track"))
        passes.keep_case(response, application)
        client.cookies.update(response.cookies)
        return client

    return take


def test_the_applicant_suggests_on_the_progress_page(released, signed_in):
    browser = signed_in(released)
    progress = reverse("applications:progress", args=[released.number])
    assert "建议主动公开" in browser.get(progress).content.decode()
    answer = browser.post(reverse("applications:answer", args=[released.number, "suggestion"]), {"text": ""})
    assert answer.status_code == 302
    assert "您建议主动公开" in browser.get(progress).content.decode()


def test_what_was_written_stays_when_it_is_refused(assigned, signed_in, clerk):
    browser = signed_in(assigned)
    address = reverse("applications:answer", args=[assigned.number, "reasons"])
    answer = browser.post(address, {"text": "研究需要"})
    assert answer.status_code == 422 and "没有等待说明的理由" in answer.content.decode()


def test_a_stranger_cannot_answer(released, client):
    address = reverse("applications:answer", args=[released.number, "suggestion"])
    assert client.post(address, {"text": "x"}).status_code == 302
    released.refresh_from_db()
    assert released.suggested_at is None


def ask(agency, clerk, name: str, number: str, **other) -> Application:
    form = FORM | {"name": name, "id_number": number} | other
    return actions.receive(form, agency=agency, channel="counter", actor=Actor.of(clerk), at=moment(3, 2))[0]


def test_three_people_who_ask_for_the_same_are_pointed_out(assigned, agency, clerk):
    assert (alike.others(assigned).applicants, alike.others(assigned).consider) == (1, False)
    ask(agency, clerk, "李某", "110105199001010031")
    ask(agency, clerk, "赵某", "110105199001010058")
    found = alike.others(assigned)
    assert (found.applicants, found.consider, len(found.cases)) == (3, True, 2)


def test_one_person_asking_again_counts_once(assigned, agency, clerk):
    for _ in range(3):
        ask(agency, clerk, "李某", "110105199001010031")
    ask(agency, clerk, "王申请", FORM["id_number"])
    assert alike.others(assigned).applicants == 2


def test_other_words_and_other_agencies_do_not_count(assigned, agency, other_agency, clerk, other_clerk):
    ask(agency, clerk, "李某", "110105199001010031", wanted="别的信息")
    form = FORM | {"name": "赵某", "id_number": "110105199001010058"}
    actions.receive(
        form, agency=other_agency, channel="counter", actor=Actor.of(other_clerk), at=moment(3, 2)
    )
    assert alike.others(assigned).cases == []
