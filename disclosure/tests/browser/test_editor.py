"""The editor of staff under the portal's own policy: nothing from outside, nothing inline; and the same form without scripts."""

from playwright.sync_api import expect

from disclosure.tests.browser.test_clerk import enter, sign_in
from publishing.models import Publication
from publishing.tests.test_reading import WORD, WORD_READ

NEW = "/desk/publications/new/"
PASTE = """html => {
  const sheet = document.querySelector('.ProseMirror'), data = new DataTransfer();
  sheet.focus();
  data.setData('text/html', html);
  sheet.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def fill(page) -> None:
    page.locator("#id_title").fill("关于做好临时救助工作的通知")
    page.locator("#id_column").select_option(index=1)


def save(page) -> Publication:
    page.locator("main").get_by_role("button", name="保存", exact=True).click()
    expect(page.locator("main")).to_contain_text("已保存")
    return Publication.objects.get(title="关于做好临时救助工作的通知")


def test_what_is_pasted_from_word_is_cleaned_and_kept(page, county, axe):
    sign_in(page, "editor", NEW)
    fill(page)
    page.locator(".ProseMirror").wait_for()
    page.evaluate(PASTE, WORD)
    expect(page.locator(".ed-told")).to_contain_text("已粘贴")
    page.get_by_role("toolbar").get_by_role("button", name="表头行").click()
    assert axe(page) == []
    assert page.problems == []
    saved = save(page)
    heads = WORD_READ.replace('<td rowspan="2">', '<th rowspan="2">').replace(
        "乡镇</strong></td>", "乡镇</strong></th>"
    )
    heads = heads.replace('<td colspan="2">户数</td>', '<th colspan="2">户数</th>')
    assert saved.rich_text == heads


def test_without_scripts_the_plain_field_does(open_context, county):
    page = open_context(java_script_enabled=False).new_page()
    sign_in(page, "editor", NEW)
    fill(page)
    page.locator("#id_text").fill("一、总体要求\n应救尽救。")
    assert save(page).text.splitlines() == ["一、总体要求", "应救尽救。"]


def test_what_was_typed_outlives_a_lost_sign_in(page, county):
    sign_in(page, "editor", NEW)
    fill(page)
    page.locator(".ProseMirror").click()
    page.keyboard.type("一、总体要求")
    page.context.clear_cookies(name="sessionid")
    page.locator("main").get_by_role("button", name="保存", exact=True).click()
    enter(page, "editor")
    page.get_by_role("button", name="恢复", exact=True).click()
    expect(page.locator(".ProseMirror")).to_contain_text("一、总体要求")
    assert save(page).text == "一、总体要求"
    page.goto(page.url.split("/desk/")[0] + NEW)
    expect(page.get_by_role("button", name="恢复", exact=True)).to_have_count(0)
