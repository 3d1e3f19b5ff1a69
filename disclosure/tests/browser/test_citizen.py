"""The citizen's two ways: looking something up, and asking for what was not found. With and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from disclosure.tests.browser.conftest import PHONE


def test_from_the_home_page_to_a_policy_and_its_interpretation_and_back(page, county):
    page.goto("/")
    page.get_by_role("link", name="社会救助", exact=True).click()
    page.get_by_role("link", name="救助对象名单", exact=True).first.click()
    expect(page.get_by_text("自信息形成之日起20个工作日内")).to_be_visible()
    page.get_by_role("link", name="澄溪县人民政府办公室关于印发临时救助实施办法的通知").click()
    expect(page.locator(".gw h1")).to_contain_text("关于印发临时救助实施办法的通知")
    expect(page.locator("dl.meta")).to_contain_text("澄政办发〔2026〕12号")
    expect(page.locator("dl.meta")).to_contain_text("现行有效")
    page.get_by_role("link", name="《临时救助实施办法》问答").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("《临时救助实施办法》问答")
    page.get_by_role("link", name="澄溪县人民政府办公室关于印发临时救助实施办法的通知").first.click()
    page.get_by_label("当前位置").get_by_role("link", name="首页").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("您想做什么？")
    assert page.problems == []


def test_the_document_is_set_as_an_official_document(page, county):
    page.goto(f"/publications/{county.policy.publication.public_id}/")
    first = page.locator(".gw p", has_text="坚持应救尽救")
    size = float(first.evaluate("p => getComputedStyle(p).fontSize").removesuffix("px"))
    assert float(first.evaluate("p => getComputedStyle(p).textIndent").removesuffix("px")) == 2 * size
    assert first.evaluate("p => getComputedStyle(p).textAlign") == "justify"
    assert page.locator(".gw h1").evaluate("h => getComputedStyle(h).color") == "rgb(179, 20, 27)"
    page.emulate_media(media="print")
    assert not page.locator(".nav").is_visible() and page.locator(".gw").is_visible()


def test_the_themes_stay_while_reading(page, county):
    page.goto("/catalog/")
    page.get_by_role("button", name="长者模式").click()
    page.get_by_role("button", name="高对比").click()
    expect(page.locator("html[data-elder][data-contrast=yb]")).to_be_attached()
    assert page.url.endswith("/catalog/")
    page.goto("/")
    assert page.locator(".elder-tasks a").count() == 6
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"


def apply(page: Page) -> tuple[str, str]:
    """Fills the six steps as 王申请 and gives (number, code)."""
    page.goto("/apply/")
    page.get_by_role("button", name="开始申请").click()
    page.locator("#id_agency").select_option(label="澄溪县民政局")
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_label("公民", exact=True).check()
    page.locator("#id_name").fill("王申请")
    page.locator("#id_id_number").fill("11010519491231002X")
    page.locator("#id_phone").fill("13800005678")
    page.get_by_role("button", name="保存并继续").click()
    page.locator("#id_wanted").fill("2025年城乡低保资金分配到各乡镇的明细表")
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_label("网上").check()
    page.get_by_label("电子文档").check()
    page.get_by_role("button", name="保存并继续").click()
    expect(page.get_by_text("2025年城乡低保资金分配到各乡镇的明细表")).to_be_visible()
    page.get_by_label("我确认以上内容属实").check()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("提交成功")
    number, code = page.locator(".receipt-box dd").all_inner_texts()
    assert re.fullmatch(r"YSQ-20\d\d-\d{6}", number)
    return number, code


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_asking_in_six_steps_and_looking_how_far_it_is(open_context, county, scripts):
    number, code = apply(open_context(java_script_enabled=scripts).new_page())
    later = open_context(java_script_enabled=scripts, viewport=PHONE).new_page()
    later.goto("/apply/track/")
    later.locator("#id_number").fill(number)
    later.locator("#id_code").fill(code)
    later.get_by_role("button", name="查询").click()
    expect(later.get_by_role("heading", level=1)).to_have_text(number)
    expect(later.locator("main")).to_contain_text("前与您联系、确认收到")
    assert not later.get_by_role("button", name="朗读").is_visible()


def test_mistakes_are_listed_above_and_lead_to_their_fields(page, county):
    page.goto("/apply/")
    page.get_by_role("button", name="开始申请").click()
    page.locator("#id_agency").select_option(label="澄溪县民政局")
    page.get_by_role("button", name="保存并继续").click()
    page.get_by_label("公民", exact=True).check()
    page.locator("#id_name").fill("王申请")
    page.get_by_role("button", name="保存并继续").click()
    assert page.title().startswith("错误：")
    assert page.evaluate("document.activeElement.classList.contains('summary-err')")
    page.get_by_role("link", name="填写证件号码").click()
    assert page.evaluate("document.activeElement.id") == "id_id_number"
    assert page.locator("#id_name").input_value() == "王申请"


def test_the_whole_form_works_from_the_keyboard(page, county):
    page.goto("/apply/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到主要内容"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()").startswith("开始申请")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("先查一查是不是已经公开")


def test_suggestions_are_chosen_by_keys_and_esc_gives_back_what_was_typed(page, county):
    page.goto("/search/")
    page.locator("#q").press_sequentially("dibao")
    options = page.get_by_role("option")
    expect(options.first).to_have_text("低保", timeout=30_000)  # the first pinyin reads the dictionaries
    page.keyboard.press("ArrowDown")
    expect(page.locator("#q")).to_have_value("低保")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("dibao")
    expect(options).to_have_count(0)
    page.locator("#q").press_sequentially("b")
    page.locator("#q").press("Backspace")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=%E4%BD%8E%E4%BF%9D$"))
