"""What an office does once a year: the signed report of last year, and a clean-up of the normative documents."""

from datetime import date, timedelta

from accounts.actors import SYSTEM
from agencies.models import Agency
from demonstration import content
from demonstration.days import Days
from demonstration.releases import OUT, PASSED, Release
from interpretation import cleaning, cleanlist
from interpretation.models import CleanUp, PolicyDocument
from publishing import actions as publishing
from publishing.models import Publication
from reports import actions, paper
from reports.models import AnnualReport

SIGNED = (1, 15)
AGO = {"open": 16, "decide": 14, "approve": 11, "publish": 9}  # working days


def clean_up(release: Release, days: Days, policies: dict[str, PolicyDocument]) -> CleanUp:
    """All agencies' documents were gone through; one is to be amended, the others go on (国办发〔2018〕37号)."""
    staff, government = release.staff, Agency.objects.government()
    when = {step: release.minutes.at(days.ago(ago), 10) for step, ago in AGO.items()}
    told = content.read("cleanup.txt")[0]
    made = cleaning.open_clean_up(
        government,
        staff.editor,
        title=f"{days.ago(AGO['open']).year}年行政规范性文件清理",
        basis=told["依据"],
        whole=True,
        next_on=days.calendar.roll(days.today + timedelta(days=365)),
        at=when["open"],
    )
    amended = made.entries.get(policy=policies[told["修改"]])
    cleaning.decide(amended, staff.editor, decision=cleanlist.AMEND, reason=told["理由"], at=when["decide"])
    cleaning.keep_rest(made, staff.editor, reason=told["保留"], at=when["decide"])
    made = cleaning.approve(made, staff.head, at=when["approve"])
    release.taken(made.publication, OUT, days.ago(AGO["publish"]))
    return made


def report(release: Release, days: Days) -> AnnualReport:
    """Last year's report of one agency: figures read from its cases, signed, written out and published (Art 49, 50)."""
    told = content.read("report.txt")[0]
    signed_on = _signed_on(days)
    year, at = signed_on.year - 1, release.minutes.at(signed_on, 10)
    staff = release.staff
    made = actions.open_report(release.agencies[told["单位"]], year, SYSTEM, at=at)
    made = actions.draft(made, staff.clerk, at=at)
    made = actions.sign(made, staff.head, at=at)
    draft = Publication.objects.get(pk=actions.announce(made, staff.head, at=at).pk)
    _published(release, _written(release, draft, told), days.calendar.add(signed_on, 3))
    return made


def _signed_on(days: Days) -> date:
    """In the middle of January, of the last one of which everything lies before today."""
    year = days.today.year
    found = days.calendar.roll(date(year, *SIGNED))
    return found if found < days.ago(5) else days.calendar.roll(date(year - 1, *SIGNED))


def _written(release: Release, draft: Publication, told) -> Publication:
    """What no table can say: the parts in words, and the counts of table 2 in their order."""
    text = draft.rich_text
    for words in [told["总体情况"], *told["表二"].split(), told["问题和改进"], told["其他"]]:
        text = text.replace(paper.UNWRITTEN, words, 1)
    for hint in (
        "主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。",
        "主要问题，改进情况。",
        FEES,
    ):
        text = text.replace(hint, "")
    moment = release.minutes.at(draft.formed_on, 14)
    return publishing.edit(draft, release.staff.editor, version=draft.revision, rich_text=text, at=moment)


FEES = "发出收费通知的件数和总金额、实际收取的总金额；没有的也写明。"


def _published(release: Release, made: Publication, on: date) -> None:
    """Its draft is the head's, so the reviewer approves it too."""
    staff, at = release.staff, release.minutes.at(on, 14)
    made = publishing.submit(made, staff.editor, at=at)
    records = dict.fromkeys(("secrecy", "privacy", "wording"), PASSED)
    made = publishing.review_all(made, staff.reviewer, records=records, at=at)
    made = publishing.approve(made, staff.reviewer, at=at)
    publishing.publish(made, staff.editor, at=at)
