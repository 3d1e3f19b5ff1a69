"""The annual report as a document: the six parts of the official form, tables 3 and 4 as they were signed.

What no table can say is left to whoever writes it, marked with UNWRITTEN: a report is not published with such a mark
in it (国办公开办函〔2021〕30号).
"""

from html import escape

from reports import rows

UNWRITTEN = "【待填写】"
SECOND = (
    ("第二十条第（一）项", ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "行政规范性文件")),
    ("第二十条第（五）项", ("信息内容", "本年处理决定数量"), ("行政许可",)),
    ("第二十条第（六）项", ("信息内容", "本年处理决定数量"), ("行政处罚", "行政强制")),
    ("第二十条第（八）项", ("信息内容", "本年收费金额（单位：万元）"), ("行政事业性收费",)),
)  # fmt: skip


def title(agency: str, year: int) -> str:
    """澄溪县民政局2026年政府信息公开工作年度报告."""
    return f"{agency}{year}年政府信息公开工作年度报告"


def html(three: rows.Table, four: rows.Table) -> str:
    """The six parts in the order of the form (Art 50; 国办公开办函〔2021〕30号)."""
    blank = f"<p>{UNWRITTEN}"
    return "".join(
        (
            "<h2>一、总体情况</h2>",
            f"{blank}主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。</p>",
            "<h2>二、主动公开政府信息情况</h2>",
            *(_second(*each) for each in SECOND),
            "<h2>三、收到和处理政府信息公开申请情况</h2>",
            table_three(three),
            "<h2>四、政府信息公开行政复议、行政诉讼情况</h2>",
            table_four(four),
            "<h2>五、存在的主要问题及改进情况</h2>",
            f"{blank}主要问题，改进情况。</p>",
            "<h2>六、其他需要报告的事项</h2>",
            f"{blank}发出收费通知的件数和总金额、实际收取的总金额；没有的也写明。</p>",
        )
    )


def _second(name: str, heads: tuple[str, ...], contents: tuple[str, ...]) -> str:
    body = "".join(_row([content, *[UNWRITTEN] * (len(heads) - 1)]) for content in contents)
    return f"<p>{name}</p><table><thead>{_row(heads, 'th')}</thead><tbody>{body}</tbody></table>"


def table_three(table: rows.Table) -> str:
    """Table 3 with a row's part and group written before its name, so that each row says all of itself."""
    heads = ["项目", *rows.COLUMN_NAMES.values()]
    body = "".join(
        _row([" ".join(filter(None, (row.part, row.group, row.name))), *cells])
        for row, cells in zip(rows.ROWS, table, strict=True)
    )
    return f"<table><thead>{_row(heads, 'th')}</thead><tbody>{body}</tbody></table>"


def table_four(table: rows.Table) -> str:
    """Table 4, a group of the form in each row."""
    heads = ["种类", *rows.RESULT_NAMES.values()]
    body = "".join(
        _row([name if not place else f"行政诉讼：{name}", *cells])
        for place, ((_, name, _), cells) in enumerate(zip(rows.GROUPS, table, strict=True))
    )
    return f"<table><thead>{_row(heads, 'th')}</thead><tbody>{body}</tbody></table>"


def _row(cells, tag: str = "td") -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"
