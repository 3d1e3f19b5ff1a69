"""What each component promises in its header comment."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template

from accounts.verbs import Verb
from disclosure.templatetags import gov

BEIJING = ZoneInfo("Asia/Shanghai")


def draw(component: str, **values) -> str:
    text = f'{{% include "components/{component}.html" %}}'
    return Template(text).render(Context(values))


class Wish(forms.Form):
    kind = forms.ChoiceField(
        label="申请人类型",
        choices=[("p", "公民"), ("o", "法人或者其他组织")],
        widget=forms.RadioSelect,
        error_messages={"required": "选择申请人类型"},
    )
    name = forms.CharField(label="名称或者文号", required=False, help_text="例如“澄政办发〔2026〕12号”")
    text = forms.CharField(
        label="内容描述", max_length=1000, widget=forms.Textarea, error_messages={"required": "填写内容描述"}
    )
    sure = forms.BooleanField(label="我确认以上内容属实", error_messages={"required": "确认后才能提交"})


def test_the_summary_leads_to_each_control_in_the_order_of_the_form():
    page = draw("error_summary", form=Wish({}))
    assert "有 3 处需要修改" in page
    order = [page.index(f'href="#{target}"') for target in ("id_kind_0", "id_text", "id_sure")]
    assert order == sorted(order)


def test_the_summary_is_silent_when_nothing_is_wrong():
    assert draw("error_summary", form=Wish()).strip() == ""


def test_the_summary_shows_a_refusal():
    assert "另一个人审核" in draw("error_summary", message="请由另一个人审核。")


def test_a_field_ties_hint_and_error_to_its_control():
    page = draw("field", field=Wish({})["text"], hint="写清时间、地点")
    assert 'aria-describedby="id_text_helptext id_text_error"' in page
    assert 'id="id_text_error"' in page and 'id="id_text_helptext"' in page
    assert 'aria-invalid="true"' in page


def test_an_optional_field_is_marked_and_a_required_one_is_not():
    assert "（选填）" in draw("field", field=Wish()["name"])
    assert "（选填）" not in draw("field", field=Wish()["text"])
    assert "（选填）" not in draw("field", field=Wish()["name"], plain=True)


def test_a_choice_is_a_fieldset_with_its_question_as_legend():
    page = draw("field", field=Wish()["kind"])
    assert "<fieldset" in page and "<legend>申请人类型" in page and page.count('type="radio"') == 2


def test_a_long_text_counts_its_letters():
    assert 'data-count-for="id_text" data-max="1000"' in draw("field", field=Wish()["text"])


def test_the_pager_keeps_the_question_and_marks_the_page():
    page = draw("pager", page=Paginator(range(300), 20).page(5), params="q=%E4%BD%8E%E4%BF%9D")
    assert 'href="?q=%E4%BD%8E%E4%BF%9D&amp;page=6"' in page
    assert page.count('aria-current="page"') == 1 and "共 300 条" in page


def test_the_pager_is_silent_for_one_page():
    assert draw("pager", page=Paginator(range(3), 20).page(1)).strip() == ""


def test_the_crumbs_begin_at_home_and_end_here():
    page = draw("breadcrumb", crumbs=[("政策文件", "/policies/"), ("实施办法", None)])
    assert page.index("首页") < page.index('href="/policies/"') < page.index('aria-current="page">实施办法')


def test_facts_without_a_value_are_left_out():
    page = draw("meta", rows=[("索引号", "1"), ("主题词", ""), ("标题", "办法", True), ("件数", 0)])
    assert "主题词" not in page and "件数" in page and page.count('class="full"') == 1


def test_the_time_line_prints_no_invented_hour():
    page = draw("timeline", entries=[{"title": "已确认", "when": date(2026, 3, 3), "state": "now"}])
    assert "2026年3月3日" in page and "00:00" not in page and 'aria-current="step"' in page


def test_the_steps_say_where_the_reader_is():
    page = draw("steps", steps=["须知", "先查一查", "申请人"], current=2)
    assert "第 2 步，共 3 步" in page and page.count('class="done"') == 1


@pytest.mark.parametrize(
    ("remaining", "words", "tone"),
    [
        (8, "还剩 8 个工作日", "ok"),
        (3, "还剩 3 个工作日", "warn"),
        (0, "今天到期", "warn"),
        (-2, "已逾期 2 个工作日", "bad"),
    ],
)
def test_the_deadline_bar_says_how_long_in_words(remaining, words, tone):
    page = draw("deadline_bar", used=12, total=20, remaining=remaining, due_on=date(2026, 3, 31))
    assert words in page and f'class="tag {tone}"' in page and "2026年3月31日（周二）" in page


def test_a_verb_that_needs_a_reason_asks_for_it_first():
    plain = Verb("confirm", "确认收到", "applications.confirm", frozenset())
    reasoned = Verb("extend", "延长期限", "applications.extend", frozenset(), reason=True)
    assert "<details" not in draw("confirm_button", verb=plain, url="/x/")
    page = draw("confirm_button", verb=reasoned, url="/x/")
    assert "<details" in page and 'name="reason"' in page


def test_every_line_is_a_paragraph_and_nothing_in_it_is_code():
    assert gov.paragraphs("一<b>\n\n 二 ") == "<p>一&lt;b&gt;</p>\n<p>二</p>"


def test_a_text_is_set_with_its_tables_and_nothing_else_gets_through():
    html = gov.document("新旧对照<script>\n| 原 | 新 |\n| 一次 | 多次 |")
    assert "<table" in html and "<td>多次</td>" in html
    assert "<script>" not in html


def test_dates_are_written_the_chinese_way():
    at = datetime(2026, 3, 15, 9, 5, tzinfo=BEIJING)
    assert (gov.cn_date(at), gov.md(at), gov.weekday(at)) == ("2026年3月15日", "3月15日", "周日")
    assert gov.cn_datetime(at) == "2026年3月15日 09:05"
    assert gov.cn_datetime(date(2026, 3, 15)) == "2026年3月15日"
    assert gov.cn_date(None) == ""


def test_the_pager_takes_a_request_and_drops_the_old_page_number():
    page = draw("pager", page=Paginator(range(300), 20).page(5), params=QueryDict("kind=budget&page=5"))
    assert 'href="?kind=budget&amp;page=6"' in page
