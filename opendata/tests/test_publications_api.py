"""/api/v1/publications/, policies/, interpretations/: only what is public, through one door."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interpretation.models import PolicyDocument


def test_a_publication_carries_what_is_promised(get, publish):
    made = publish(external_id="x-1", digest="ab" * 32)
    row = get("publications/")[1]["results"][0]
    assert (
        row
        | {
            "id": made.public_id,
            "index_number": "CX101/2026-00001",
            "title": "关于做好防汛工作的通知",
            "doc_number": "",
            "issuer": "澄溪县民政局",
            "formed_on": "2026-02-27",
            "published_at": "2026-03-02T10:00:00+08:00",
            "validity": "",
            "kind": "notice",
            "url": f"http://testserver/publications/{made.public_id}/",
            "digest": "ab" * 32,
            "external_id": "x-1",
        }
        == row
    )


def test_what_is_not_public_is_nowhere(get, closed, client):
    assert get("publications/")[1]["count"] == 0
    text = b"".join(client.get("/api/v1/publications/", {"format": "csv"})).decode()
    assert "秘密" not in text


def test_a_closed_publication_is_not_found(get, publish):
    draft = publish(state="draft")
    status, answer = get(f"publications/{draft.public_id}/")
    assert (status, answer["error"]["code"]) == (404, "not_found")


def test_one_publication_has_its_text_and_files(get, publish):
    made = publish(text="第一段\n第二段")
    status, answer = get(f"publications/{made.public_id}/")
    assert (status, answer["text"], answer["attachments"]) == (200, "第一段\n第二段", [])


def test_a_policy_carries_its_number_and_validity(get, policy):
    row = get("publications/")[1]["results"][0]
    assert (row["doc_number"], row["validity"]) == ("澄政发〔2026〕3号", "in_force")


def test_a_policy_says_how_its_interpretation_stands(get, policy):
    row = get("policies/")[1]["results"][0]
    assert row["interpretations"] == []
    assert (row["interpretation_required"], row["interpretation_due_on"]) == (True, "2026-03-05")
    assert row["interpretation_status"] == "overdue"


def test_policy_and_interpretation_lead_to_each_other(get, interpretation):
    policy = get("policies/")[1]["results"][0]
    row = get("interpretations/")[1]["results"][0]
    assert policy["interpretation_status"] == "published"
    assert policy["interpretations"][0]["id"] == row["id"]
    assert (row["policy"]["id"], row["form"]) == (policy["id"], "qa")
    assert get(f"policies/{policy['id']}/")[1]["interpretations"][0]["url"] == row["url"]
    assert get(f"interpretations/{row['id']}/")[1]["policy"]["title"] == "澄溪县临时救助办法"


def test_an_unpublished_interpretation_is_not_shown(get, interpretation):
    publication = interpretation.publication
    type(publication).objects.filter(pk=publication.pk).update(state="draft")
    assert get("interpretations/")[1]["count"] == 0
    assert get("policies/")[1]["results"][0]["interpretations"] == []


def test_a_policy_that_needs_none_is_waived(get, policy):
    type(policy).objects.update(interpretation_required=False, waiver_reason="转发上级文件")
    row = get("policies/")[1]["results"][0]
    assert (row["interpretation_status"], row["interpretation_due_on"]) == ("waived", None)


def test_a_publication_names_the_items_it_serves(get, publish, item):
    made = publish()
    made.items.add(item)
    publish("另一条")
    row = get("publications/", item=item.pk)[1]["results"][0]
    assert (row["id"], row["items"], row["domains"]) == (made.public_id, [item.pk], ["社会救助"])
    assert get("publications/", domain="社会救助")[1]["count"] == 1
    assert get("publications/", domain="shehuijiuzhu")[1]["count"] == 1
    assert get("publications/", domain="没有的领域")[1]["count"] == 0
    assert get("publications/", item=item.pk + 1)[1]["count"] == 0


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"q": "防汛"}, 1),
        ({"q": "防汛 救灾"}, 0),
        ({"agency": "县民政局"}, 1),
        ({"agency": "minzheng"}, 1),
        ({"agency": "没有的机关"}, 0),
        ({"kind": "notice"}, 1),
        ({"kind": "plan"}, 0),
        ({"year": "2026"}, 1),
        ({"year": "2025"}, 0),
        ({"column": "zcwj"}, 1),
        ({"formed_after": "2026-02-27"}, 1),
        ({"formed_before": "2026-02-26"}, 0),
        ({"published_after": "2026-03-02"}, 1),
        ({"published_before": "2026-03-01"}, 0),
        ({"external_id": "old-1"}, 1),
        ({"index_number": "CX101/2026-00001"}, 1),
    ],
)
def test_lists_are_filtered_by_their_address(get, publish, query, count):
    publish(external_id="old-1")
    assert get("publications/", **query)[1]["count"] == count


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "secret"}, "kind"),
        ({"year": "去年"}, "year"),
        ({"year": "99999999999"}, "year"),
        ({"formed_after": "2026-02-30"}, "formed_after"),
        ({"q": "x" * 500}, "q"),
        ({"q": "a\0b"}, "q"),
        ({"page": "abc"}, "page"),
        ({"page": "0"}, "page"),
        ({"page_size": "-1"}, "page_size"),
        ({"page_size": "x"}, "page_size"),
    ],
)
@pytest.mark.parametrize("address", ["publications/", "policies/", "interpretations/"])
def test_a_filter_that_cannot_be_read_is_refused(get, address, query, field):
    if field == "kind" and address != "publications/":
        return
    status, answer = get(address, **query)
    assert status == 400
    assert list(answer["error"]["fields"]) == [field]
    assert answer["error"]["message"].startswith(f"参数 {field}：")


def test_lists_come_in_pages(get, publish):
    for number in range(3):
        publish(f"通知{number}")
    first = get("publications/", page_size=2)[1]
    assert (first["count"], len(first["results"]), first["previous"]) == (3, 2, None)
    assert "page=2" in first["next"]
    assert len(get("publications/", page_size=2, page=2)[1]["results"]) == 1
    assert len(get("publications/", page_size=5000)[1]["results"]) == 3


@pytest.mark.parametrize("page", ["2", "999999999"])
def test_a_page_past_the_end_is_not_found(get, publish, page):
    status, answer = get("publications/", page=page)
    assert (status, answer["error"]["message"]) == (404, "没有这一页。")


def test_a_list_costs_the_same_for_one_or_many(get, publish, interpretation, django_assert_max_num_queries):
    for number in range(8):
        publish(f"通知{number}")
    for address in ("publications/", "policies/", "interpretations/"):
        with django_assert_max_num_queries(6):
            get(address)


def test_a_list_of_policies_looks_at_the_calendar_once(get, publish, policy):
    second = publish("澄溪县住房救助办法", kind="policy")
    PolicyDocument.objects.create(publication=second, doc_number="澄政发〔2026〕4号")
    with CaptureQueriesContext(connection) as seen:
        assert get("policies/")[1]["count"] == 2
    assert (
        sum('FROM "workdays_holidaynotice"' in query["sql"] and "COUNT" in query["sql"] for query in seen)
        == 1
    )
