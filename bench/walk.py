"""A citizen and a clerk in Chromium, at an installation that holds the demonstration county:

    python -m bench.walk https://localhost:18443/zwgk [address of the desk's surface] < password of the demonstration

The citizen looks around, searches and files a request with a paper; clerk and head take it to a sealed reply; the
citizen reads it. Exit 1 when anything is missing, when a page asks an address elsewhere, or when a script fails.
"""

import re
import shutil
import sys
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect, sync_playwright

WISH = "2025年城乡低保资金分配到各乡镇的明细表"
SEALED = b"%PDF-1.7 sealed"
PAPER = {"name": "说明 附件.txt", "mimeType": "text/plain", "buffer": "申请人附上的说明".encode()}


def opener(browser: Browser, wrong: list[str], *bases: str) -> Callable[[], Page]:
    """Opens pages of new visitors; notes what fails and what is asked elsewhere."""

    def elsewhere(request) -> None:
        if not request.url.startswith((*bases, "data:")):
            wrong.append(f"elsewhere: {request.url}")

    def visitor() -> Page:
        context = browser.new_context(ignore_https_errors=True, locale="zh-CN")
        context.set_default_timeout(30_000)
        context.on("request", elsewhere)
        page = context.new_page()
        page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        return page

    return visitor


def look_around(page: Page, base: str) -> None:
    page.goto(f"{base}/policies/")
    page.locator("main a[href*='/publications/']").first.click()
    expect(page.locator(".gw h1")).to_be_visible()
    page.goto(f"{base}/search/?q=低保")
    expect(page.locator("main")).to_contain_text(re.compile(r"共\s*\d+\s*条"))
    page.locator("main a[href*='/publications/']").first.click()
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    page.get_by_label("当前位置").get_by_role("link", name="首页").click()
    expect(page).to_have_url(f"{base}/")


def file_request(page: Page, base: str) -> tuple[str, str]:
    def on() -> None:
        page.get_by_role("button", name="保存并继续").click()

    page.goto(f"{base}/apply/")
    page.get_by_role("button", name="开始申请").click()
    page.locator("#id_agency").select_option(label="澄溪县民政局")
    on()
    page.get_by_label("公民", exact=True).check()
    for field, value in (("name", "王申请"), ("id_number", "11010519491231002X"), ("phone", "13800005678")):
        page.locator(f"#id_{field}").fill(value)
    on()
    page.locator("#id_wanted").fill(WISH)
    page.locator("input[type=file]").first.set_input_files(PAPER)
    on()
    page.get_by_label("网上").check()
    page.get_by_label("电子文档").check()
    on()
    page.get_by_label("我确认以上内容属实").check()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("提交成功")
    number, code = page.locator(".receipt-box dd").all_inner_texts()
    return number, code


def sign_in(page: Page, desk: str, username: str, password: str) -> Page:
    page.goto(f"{desk}/desk/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(password)
    page.locator("main").get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("待办")
    return page


def do(page: Page, case: str, verb: str, fill: Callable[[Page], object] = lambda page: None) -> None:
    page.goto(case)
    page.locator("main").get_by_role("link", name=verb, exact=True).click()
    fill(page)
    page.locator("main").get_by_role("button", name=verb, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(f"已办：{verb}")


def by_phone(page: Page) -> None:
    page.locator("input[name=how][value=phone]").check()
    page.locator("#id_contact").fill("13800005678")
    page.locator("#id_spoke_with").fill("本人")


def where(page: Page) -> None:
    page.goto(page.url.partition("?")[0] + "?outcome=published")
    page.locator("#id_where").fill("澄溪县政务公开平台“社会救助”领域")


def sealed(page: Page) -> None:
    page.locator("#id_file").set_input_files(
        {"name": "盖章件.pdf", "mimeType": "application/pdf", "buffer": SEALED}
    )


def answer(clerk: Page, head: Page, case: str) -> None:
    do(clerk, case, "确认收到", by_phone)
    do(head, case, "交办", lambda page: page.locator("#id_to").select_option(label="李经办"))
    clerk.goto(case)
    assert (
        clerk.request.get(
            clerk.get_by_role("link", name=re.compile("说明 附件")).first.evaluate("a => a.href")
        ).body()
        == PAPER["buffer"]
    ), "the applicant's paper does not open"
    do(clerk, case, "起草答复", where)
    do(head, case, "审批同意")
    do(clerk, case, "附上盖章件", sealed)
    do(clerk, case, "发出答复")


def read_reply(page: Page, base: str, number: str, code: str) -> None:
    page.goto(f"{base}/apply/track/")
    page.locator("#id_number").fill(number)
    page.locator("#id_code").fill(code)
    page.get_by_role("button", name="查询").click()
    page.get_by_role("link", name="答复").last.click()
    expect(page.locator(".gw")).to_contain_text("“社会救助”领域")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载盖章件").click()
    with open(download.value.path(), "rb") as copy:
        assert copy.read() == SEALED, "the sealed copy is another"


def main(base: str, desk: str, password: str) -> list[str]:
    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        visitor = opener(browser, wrong, f"{base}/", f"{desk}/")
        citizen = visitor()
        look_around(citizen, base)
        number, code = file_request(citizen, base)
        clerk = sign_in(visitor(), desk, "clerk", password)
        head = sign_in(visitor(), desk, "head", password)
        answer(clerk, head, f"{desk}/desk/applications/{number}/")
        read_reply(visitor(), base, number, code)
        browser.close()
    return wrong


if __name__ == "__main__":
    base = sys.argv[1].rstrip("/")
    found = main(base, sys.argv[-1].rstrip("/"), sys.stdin.readline().strip())
    sys.stdout.write("\n".join(found or ["the walk is done"]) + "\n")
    sys.exit(bool(found))
