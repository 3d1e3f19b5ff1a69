"""The clerk's way: sign in, confirm, assign, draft, approval by another person, reply; the applicant reads it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from accounts import actors
from applications import actions
from disclosure.tests.browser.county import WISH

PASSWORD = "pass-word-1234"


def sign_in(page: Page, username: str, address: str) -> None:
    page.goto(address)
    enter(page, username)


def enter(page: Page, username: str) -> None:
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="登录").click()


def do(page: Page, verb: str) -> None:
    """Opens a verb's page from the case."""
    page.locator("main").get_by_role("link", name=verb, exact=True).click()


def done(page: Page, verb: str) -> None:
    page.locator("main").get_by_role("button", name=verb, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(f"已办：{verb}")


def read_by_the_applicant(applicant: Page, code: str) -> None:
    """The reply as a page first, its sealed copy as a download."""
    applicant.goto("/apply/track/")
    applicant.locator("#id_code").fill(code)
    applicant.get_by_role("button", name="查询").click()
    expect(applicant.locator("main")).to_contain_text("作出答复")
    applicant.get_by_role("link", name="答复").last.click()
    expect(applicant.locator(".gw")).to_contain_text("“社会救助”领域")
    with applicant.expect_download() as download:
        applicant.get_by_role("link", name="下载盖章件").click()
    assert Path(download.value.path()).read_bytes() == b"%PDF-1.7 sealed"


def sealed(clerk: Page) -> None:
    """The sealed copy is attached to the reply."""
    do(clerk, "附上盖章件")
    copy = {"name": "盖章件.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 sealed"}
    clerk.locator("#id_file").set_input_files(copy)
    done(clerk, "附上盖章件")


def test_a_request_goes_through_the_desk_and_comes_back_as_a_reply(open_context, county):
    request, code = actions.receive(
        dict(WISH), agency=county.agency, channel="online", actor=actors.applicant(), at=county.now
    )
    case = f"/desk/applications/{request.number}/"
    clerk, head = open_context().new_page(), open_context().new_page()

    sign_in(clerk, "clerk", "/desk/")
    expect(clerk.get_by_role("heading", level=1)).to_have_text("待办")
    clerk.get_by_role("link", name=request.number).first.click()
    do(clerk, "确认收到")
    clerk.locator("input[name=how][value=phone]").check()
    clerk.locator("#id_contact").fill("13800005678")
    clerk.locator("#id_spoke_with").fill("本人")
    done(clerk, "确认收到")

    sign_in(head, "head", case)
    do(head, "交办")
    head.locator("#id_to").select_option(label="李经办")
    done(head, "交办")

    clerk.goto(case)
    do(clerk, "起草答复")
    clerk.goto(f"{case}do/draft/?outcome=published")
    clerk.locator("#id_where").fill("澄溪县政务公开平台“社会救助”领域")
    done(clerk, "起草答复")
    expect(clerk.get_by_role("link", name="审批同意")).to_have_count(0)

    head.goto(case)
    do(head, "审批同意")
    done(head, "审批同意")

    clerk.goto(case)
    sealed(clerk)
    do(clerk, "发出答复")
    done(clerk, "发出答复")
    read_by_the_applicant(open_context().new_page(), code)


def test_leaving_the_desk(open_context, county):
    page = open_context().new_page()
    sign_in(page, "clerk", "/desk/")
    page.get_by_role("button", name="退出").click()
    page.goto("/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作人员登录")


def test_axe_finds_nothing_on_the_desk(open_context, county, axe, supervisor):
    page, found = open_context().new_page(), {}
    sign_in(page, "supervisor", "/desk/")
    for address in ("/desk/", "/desk/notices/", "/supervision/", "/desk/applications/", "/desk/catalog/"):
        assert page.goto(address).status == 200
        if wrong := axe(page):
            found[address] = wrong
    assert found == {}
