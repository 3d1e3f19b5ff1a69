"""What the report's page draws: the cells with their places, headings and addresses."""

from django.urls import reverse

from agencies.models import Agency
from reports import rows
from reports.figures import Figures
from reports.models import AnnualReport, State


def three(agency: Agency, year: int, found: Figures, marked: set, suffix: str = "") -> list[dict]:
    """Rows of table 3: headings with the rows they span, cells as (count, address or "", marked)."""
    return [
        {
            "row": row,
            "part_span": rows.opens(row, "part"),
            "group_span": rows.opens(row, "group"),
            "name_span": 1 if row.group else 2 if row.part else 3,
            "cells": _cells(agency, year, "three", row.number, rows.COLUMN_NAMES, cells, marked, suffix),
        }
        for row, cells in zip(rows.ROWS, found.three, strict=True)
    ]


def four(agency: Agency, year: int, found: Figures, marked: set, suffix: str = "") -> list[tuple]:
    """Groups of table 4: (name, cells)."""
    return [
        (name, _cells(agency, year, "four", code, rows.RESULT_NAMES, cells, marked, suffix))
        for (code, name, _), cells in zip(rows.GROUPS, found.four, strict=True)
    ]


def _cells(agency, year, table, row, columns, cells, marked, suffix) -> list[tuple]:
    found = []
    for column, count in zip(columns, cells, strict=True):
        place = [agency.slug, year, table, row, column]
        address = reverse("desk_reports:cell", args=place) + suffix if count else ""
        found.append((count, address, (row, column) in marked))
    return found


def note(report: AnnualReport | None) -> str:
    """One line on what these figures are, for the page and under the tables of the workbook."""
    if report is None:
        return "尚未起草，数据按现有办件汇总。"
    if report.state == State.SIGNED:
        day = report.signed_at.date()
        why = f"更正理由：{report.reason}。" if report.reason else ""
        return (
            f"第 {report.version} 版，{report.signed_by} {day:%Y-%m-%d} 签发。{why}数据摘要 {report.digest}"
        )
    return f"第 {report.version} 版，{report.get_state_display()}，数据按现有办件汇总，签发前会变化。"
