"""What stands between a signed report and the public (Art 49; 国办公开办函〔2021〕30号)."""

from datetime import datetime

from publishing import richtext
from publishing.gates import asked_at
from publishing.models import Publication
from reports import figures, paper
from reports.models import AnnualReport, State


@asked_at("submit", "publish", "correct")
def figures_as_signed(publication: Publication, at: datetime) -> list[str]:
    """Tables 3 and 4 say what was signed, of the newest version, and no part is left unwritten (Art 49, 50)."""
    if publication.kind != Publication.Kind.REPORT:
        return []
    report = AnnualReport.objects.filter(publication=publication).select_related("agency").first()
    if report is None:
        return []
    found = []
    kept = figures.frozen(report)
    for name, html in (("三", paper.table_three(kept.three)), ("四", paper.table_four(kept.four))):
        if richtext.plain(richtext.body(html)).strip() not in publication.text:
            found.append(
                f"表{name}与签发的数据不一致：照第 {report.version} 版改回，或者先更正数据、签发新的一版。"
            )
    if paper.UNWRITTEN in publication.text:
        found.append(f"还有没有填写的部分，正文里标着“{paper.UNWRITTEN}”。")
    newer = AnnualReport.objects.filter(
        agency=report.agency, year=report.year, version__gt=report.version, state=State.SIGNED
    )
    if newer.exists():
        found.append("数据已经签发了新的一版，公布新的一版。")
    return found
