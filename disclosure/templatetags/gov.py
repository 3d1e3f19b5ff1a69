"""Filters and tags of every page: Chinese dates, icons, widgets, page numbers. Built in, no {% load %}."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from disclosure.icons import DOMAIN_ICONS, ICONS
from publishing import richtext

register = template.Library()
WEEKDAYS = "一二三四五六日"


def _day(value: date | datetime | None) -> date | None:
    """The local calendar day of a date or a datetime."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value if isinstance(value, date) else None


@register.filter
def cn_date(value: date | datetime | None) -> str:
    """2026年3月15日, or "" for nothing."""
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


@register.filter
def cn_datetime(value: datetime | None) -> str:
    """2026年3月15日 10:40; a bare date gives the date alone (never an invented 00:00)."""
    if not isinstance(value, datetime):
        return cn_date(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{cn_date(local)} {local:%H:%M}"


@register.filter
def iso_minute(value: datetime | None) -> str:
    """2026-03-15 10:40, as the PubDate meta element wants it."""
    if not isinstance(value, datetime):
        return value.isoformat() if isinstance(value, date) else ""
    return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%Y-%m-%d %H:%M}"


@register.filter
def iso_date(value: date | datetime | None) -> str:
    """2026-03-15."""
    day = _day(value)
    return day.isoformat() if day else ""


@register.filter
def md(value: date | datetime | None) -> str:
    """3月15日."""
    day = _day(value)
    return f"{day.month}月{day.day}日" if day else ""


@register.filter
def near(value: date | datetime | None, on: date | None) -> str:
    """3月15日, with the year where it is another than that of `on`: 2027年3月15日."""
    day = _day(value)
    return md(day) if day and on and day.year == on.year else cn_date(day)


@register.filter
def weekday(value: date | datetime | None) -> str:
    """周日."""
    day = _day(value)
    return f"周{WEEKDAYS[day.weekday()]}" if day else ""


@register.filter
def remaining_text(days: int | None) -> str:
    """Words for working days left: 还剩 8 个工作日, 今天到期, 已逾期 2 个工作日."""
    if days is None or days == "":
        return ""
    if days < 0:
        return f"已逾期 {-days} 个工作日"
    return f"还剩 {days} 个工作日" if days else "今天到期"


@register.filter
def remaining_tone(days: int | None) -> str:
    """Tone of a tag for working days left: bad when late, warn within three, ok before."""
    if days is None or days == "":
        return "mute"
    if days < 0:
        return "bad"
    return "warn" if days <= 3 else "ok"


def _svg(body: str, css: str) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">{}</svg>',
        css,
        mark_safe(body),  # nosec B308 B703 - our own drawings from disclosure/icons.py
    )


@register.simple_tag
def icon(name: str, css: str = "ico") -> SafeString:
    """A line icon by name (disclosure/icons.py); an unknown name gives the plain sheet."""
    return _svg(ICONS.get(name, ICONS["sheet"]), css)


@register.simple_tag
def domain_icon(name: str, css: str = "ico") -> SafeString:
    """The icon of one of the 26 domains by its Chinese name; others get the plain sheet."""
    return _svg(DOMAIN_ICONS.get(name, ICONS["sheet"]), css)


@register.filter
def paragraphs(text: str) -> SafeString:
    """Plain text, one paragraph a line, as <p> elements; everything in it is escaped."""
    return format_html_join(
        "\n", "<p>{}</p>", ((line.strip(),) for line in text.splitlines() if line.strip())
    )


@register.filter
def document(text: str) -> SafeString:
    """Plain text as an official document is set: headings, and `| a | b |` as tables; escaped, through the allow-list."""
    return mark_safe(richtext.compose(text))  # nosec B308 B703 - made of escaped parts


@register.filter
def error_target(field: BoundField) -> str:
    """Id of the control that an error message leads to (the first option of a group)."""
    return field.id_for_label or (f"{field.auto_id}_0" if field.auto_id else field.html_name)


@register.filter
def is_check(field: BoundField) -> bool:
    """True for a single check box, which stands before its label."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.simple_tag
def widget(field: BoundField, hint: str = "") -> SafeString:
    """The control of a form field, tied to its hint and its error for screen readers."""
    attrs = {}
    if hint and not field.help_text:
        described = [f"{field.auto_id}_helptext"] + ([f"{field.auto_id}_error"] if field.errors else [])
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attrs)


@register.filter
def without_page(params: str | QueryDict | None) -> str:
    """A query string without its page number, ready to stand before `&page=`."""
    query = params.copy() if isinstance(params, QueryDict) else QueryDict(params or "", mutable=True)
    query.pop("page", None)
    return query.urlencode()


@register.simple_tag
def page_links(page: Page, params: str | QueryDict | None, key: str = "") -> SafeString:
    """The pages to go to as list items, the present one marked, with an ellipsis for what is left out."""
    rest = escape(without_page(params))
    address = f"?{rest}&amp;{escape(key or 'page')}=" if rest else f"?{escape(key or 'page')}="
    items = [_page_link(page, number, address) for number in _numbers(page)]
    if page.has_previous():
        items.insert(0, f'<a rel="prev" href="{address}{page.previous_page_number()}">上一页</a>')
    if page.has_next():
        items.append(f'<a rel="next" href="{address}{page.next_page_number()}">下一页</a>')
    return mark_safe("\n".join(f"<li>{item}</li>" for item in items))  # nosec B308 B703 - numbers and escaped words


def _numbers(page: Page) -> Iterable[int | str]:
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


def _page_link(page: Page, number: int | str, address: str) -> str:
    said = f'<span class="vh">第</span>{number}<span class="vh">页</span>'
    if number == page.number:
        return f'<span aria-current="page">{said}</span>'
    if number == page.paginator.ELLIPSIS:
        return '<span class="gap">…</span>'
    return f'<a href="{address}{number}">{said}</a>'
