"""三统一 and the quarterly list: registered, numbered and published (国办发〔2018〕37号). Pure."""

from datetime import date, timedelta

NAMES = "一二三四"


def number(rule: str, year: int, serial: int) -> str:
    """A registration number by the county's rule, e.g. CXGF-{year}-{serial:04d} (国办发〔2018〕37号：统一登记、统一编号)."""
    return rule.format(year=year, serial=serial)


def quarter_before(on: date) -> tuple[int, int]:
    """(year, quarter 1 to 4) of the quarter that ended last before a day (国办发〔2018〕37号：每季度公布目录)."""
    first = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1) - timedelta(days=1)
    return first.year, (first.month - 1) // 3 + 1


def days_of(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter."""
    first = date(year, 3 * quarter - 2, 1)
    following = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, following - timedelta(days=1)


def title(agency: str, year: int, quarter: int) -> str:
    return f"{agency}{year}年第{NAMES[quarter - 1]}季度规范性文件目录"


def text(rows: list[tuple[str, str, str, str]], agency: str, on: date) -> str:
    """The list as paragraphs and a table; rows are (registration number, title, document number, day)."""
    intro = f"本季度登记并公布的行政规范性文件共 {len(rows)} 件，目录如下。"
    table = ["| 登记号 | 文件名称 | 发文字号 | 公布日期 |", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join([intro, *table, agency, f"{on.year}年{on.month}月{on.day}日"])
