"""The list that a clean-up of normative documents publishes (pure; 国办发〔2018〕37号)."""

from collections.abc import Iterable
from datetime import date

KEEP, AMEND, REPEAL, LAPSE = "keep", "amend", "repeal", "lapse"
DECISIONS = ((KEEP, "保留"), (AMEND, "修改"), (REPEAL, "废止"), (LAPSE, "宣布失效"))
ENDING = (REPEAL, LAPSE)  # decisions after which a document has no force
HEADINGS = {
    KEEP: "继续有效的文件",
    AMEND: "需要修改的文件（修改以前继续有效）",
    REPEAL: "废止的文件",
    LAPSE: "宣布失效的文件",
}
NUMERALS = "一二三四"


def title(agency: str, name: str) -> str:
    """澄溪县民政局关于公布2026年行政规范性文件清理结果的公告"""
    return f"{agency}关于公布{name}结果的公告"


def text(
    rows: Iterable[tuple[str, str, str, str]], agency: str, basis: str, ends: date | None, on: date
) -> str:
    """The body (国办发〔2018〕37号): rows of (decision, title, document number, reason), one table for each decision; `ends`: None for the day it is out."""
    rows = list(rows)
    when = f"{ends.year}年{ends.month}月{ends.day}日" if ends else "本公告发布之日"
    lines = [f"根据{basis}，对现行有效的规章和行政规范性文件 {len(rows)} 件进行了清理，现将结果公布如下。"]
    shown = [(key, [row for row in rows if row[0] == key]) for key, _ in DECISIONS]
    for number, (key, found) in enumerate([pair for pair in shown if pair[1]]):
        lines.append(f"{NUMERALS[number]}、{HEADINGS[key]}（{len(found)} 件）")
        if key in ENDING:
            lines.append(f"下列文件自{when}起不再执行，不得作为行政管理的依据。")
        lines += ["| 序号 | 文件名称 | 发文字号 | 理由 |"]
        lines += [
            f"| {n} | {_cell(row[1])} | {_cell(row[2])} | {_cell(row[3])} |" for n, row in enumerate(found, 1)
        ]
    return "\n".join([*lines, agency, f"{on.year}年{on.month}月{on.day}日"])


def _cell(words: str) -> str:
    return words.replace("|", "｜").replace("\n", " ") or "无"


def effective(wanted: date | None, published: date) -> date:
    """The first day without force: as decided, but never before the list is out (not published, not binding)."""
    return max(wanted, published) if wanted else published
