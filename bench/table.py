"""The table of README's results, made from bench/results.json: python -m bench.table writes it between its two marks."""

import itertools
import sys
from collections.abc import Iterable
from pathlib import Path

from bench import results
from bench.timing import Row

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
ITSELF = "自身"
LABELS = {
    "traffic": "网页，经 HTTP",
    "pages": "网页，没有缓存",
    "search": "搜索",
    "sweep": "检查期限",
    "filing": "提交申请",
    "import": "导入",
    "export": "导出",
    "starting": "启动",
    "running": "载入和内存",
    "clock": "期限计算",
}
# What was promised: at least, or at most, this ratio at every size.
AT_LEAST = {("traffic", name): 0.8 for name in ("首页", "一个领域", "政策文件库", "一件政策")}
AT_LEAST[("traffic", "重复的搜索")] = 0.5
AT_LEAST |= {("search", "文件编入索引"): 0.5, ("search", "PostgreSQL 的 ts_rank，同样的行，p95"): 20}
AT_MOST = {("sweep", "1,000 条到期"): 1.5}
AT_MOST |= {("search", name): 1 for name in ("接口，经 HTTP，p95", "结果页，经 HTTP，p95", "网页进程的内存")}
HEAD = "| 测量 | 规模 | 量得 | 比值 | 基准 | 目标 |\n|---|---|---|---|---|---|\n"


def rendered(rows: Iterable[Row]) -> str:
    """Markdown; growth over several sizes stands in one line; the yardsticks themselves are left out."""
    kinds = itertools.groupby(rows, key=lambda row: (row.bench, row.name))
    lines = [_line(kind, list(found)) for kind, found in kinds]
    known = sorted((line for line in lines if line), key=lambda line: _rank(line[0]))
    return HEAD + "".join(f"| {' | '.join(cells)} |\n" for _, cells in known)


def _rank(kind: tuple[str, str]) -> int:
    return [*LABELS, kind[0]].index(kind[0])


def _line(kind: tuple[str, str], rows: list[Row]) -> tuple[tuple[str, str], list[str]] | None:
    first = rows[0]
    if first.name == first.against or (len(rows) == 1 and first.against == ITSELF):
        return None
    values = f"{'、'.join(f'{row.value:,}' for row in rows)} {first.unit}".strip()
    sizes = _sizes([row.size for row in rows])
    ratios = "、".join(f"{row.ratio:g}" for row in rows if row.ratio)  # none to a yardstick of nothing
    name = f"{LABELS.get(first.bench, first.bench)}：{first.name}"
    return kind, [name, sizes, values, ratios, first.against, _promised(kind, rows)]


def _sizes(sizes: list[str]) -> str:
    """What all of them end in is said once."""
    ending = sizes[0][sizes[0].rfind(" ") :] if " " in sizes[0] else ""
    if ending and all(size.endswith(ending) for size in sizes):
        return "、".join(size.removesuffix(ending) for size in sizes) + ending
    return "、".join(sizes)


def _promised(kind: tuple[str, str], rows: list[Row]) -> str:
    ratios = [row.ratio for row in rows]
    if wanted := AT_LEAST.get(kind):
        return f"≥ {wanted}，" + ("达到" if min(ratios) >= wanted else "**没有达到**")
    if wanted := AT_MOST.get(kind):
        return f"≤ {wanted}，" + ("达到" if max(ratios) <= wanted else "**没有达到**")
    return ""


def written(text: str, rows: Iterable[Row]) -> str:
    """The text with the table between the marks. Raises ValueError without them."""
    before, _, rest = text.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"README 里没有 {BEGIN} 和 {END}")
    return f"{before}{BEGIN}\n{rendered(rows)}{END}{after}"


def main() -> int:
    README.write_text(written(README.read_text(encoding="utf-8"), results.kept()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
