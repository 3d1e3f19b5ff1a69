"""Forms of the desk. They keep every character that was typed, whatever is wrong with it."""

import re

from django import forms
from django.db.models import QuerySet

from accounts.access import agencies_of
from accounts.verbs import Refused
from catalog.models import Item
from publishing import dates, docx, grounds, item_picker, notices, richtext, stated
from publishing.access import WRITERS
from publishing.body_fields import BodyFields
from publishing.characters import printable
from publishing.models import Column, NoticeKind, Publication, Review

OWN_ROOM = {"policy", "interpretation"}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TextForm(BodyFields):
    """What every kind of draft has: where it stands, its text, its attribute."""

    agency = forms.ModelChoiceField(label="发布机关", queryset=None, empty_label=None)
    title = forms.CharField(label="标题", max_length=300, error_messages={"required": "填写标题"})
    column = forms.ModelChoiceField(
        label="栏目",
        queryset=Column.objects.all(),
        empty_label="选择栏目",
        help_text="公众在网站的哪一栏看到它。",
    )
    formed_on = forms.DateField(
        label="成文日期",
        required=False,
        widget=DateInput,
        help_text="可以先保存，提交审查前必须填写；从这一天起20个工作日内公开。",
    )
    issuer = forms.CharField(
        label="联合发文的全部机关",
        max_length=200,
        required=False,
        help_text="几个机关联合发文的，依次写全名，用空格隔开，如“澄溪县民政局 澄溪县财政局”；不是联合发文的不填。",
    )
    source = forms.CharField(label="信息来源", max_length=200, required=False)
    word_file = forms.FileField(
        label="Word 文件（.docx）",
        required=False,
        help_text="选好文件后按“读入文件”：标题、日期和正文会填到下面，表格和编号保留。没有的直接往下写。",
    )
    attribute = forms.ChoiceField(
        label="公开属性", choices=grounds.ATTRIBUTES, initial=grounds.PUBLIC, widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(
        label="不主动公开的依据", choices=[("", "不适用"), *grounds.AT_THE_SOURCE], required=False
    )
    ground_reason = forms.CharField(
        label="不主动公开的理由", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    review_due = forms.DateField(
        label="再次评估日期",
        required=False,
        widget=DateInput,
        help_text="不主动公开的，到这一天再看能不能公开（第十八条）；不填的，一年后。",
    )
    items = forms.ModelMultipleChoiceField(
        label="属于哪些公开事项",
        queryset=Item.objects.none(),
        required=False,
        help_text="选了以后，公众在基层政务公开的对应事项下能找到这份信息；可以选多项。",
        error_messages={"invalid_choice": "有一个事项已经停用，或者不属于您的机关，请重新选择"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    ABOUT = ("agency", "title", "column", "formed_on", "issuer", "source")
    PUBLIC = ("attribute", "ground", "ground_reason", "review_due")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.found: list[str] = []
        agencies = agencies_of(user, *WRITERS)
        self.fields["agency"].queryset = agencies
        items = Item.objects.filter(agencies__in=agencies, retired_on=None).distinct()
        self.fields["items"].queryset = items.select_related("domain").order_by(
            "domain__order", "order", "pk"
        )
        self.fields["formed_on"].demanded = True  # a draft may wait for it, a submitted one may not

    def clean(self):
        cleaned = super().clean()
        cleaned |= {name: printable(value) for name, value in cleaned.items() if isinstance(value, str)}
        for sentence in grounds.missing(
            cleaned.get("attribute", grounds.PUBLIC),
            cleaned.get("ground", ""),
            cleaned.get("ground_reason", ""),
        ):
            self.add_error("ground_reason" if "理由" in sentence else "ground", sentence)
        return cleaned

    def clean_issuer(self) -> str:
        """The agencies in order, a blank between them; the publishing agency alone needs no mention."""
        named = " ".join(re.split(r"[\s、，,;；]+", self.cleaned_data["issuer"].strip()))
        agency = self.cleaned_data.get("agency")
        return "" if agency and named == agency.name else named

    def facts(self) -> dict:
        """What publishing.actions takes."""
        names = (
            "agency",
            "title",
            "column",
            "formed_on",
            "issuer",
            "source",
            "text",
            "rich_text",
            "attribute",
            "ground",
            "ground_reason",
            "review_due",
        )
        facts = {name: self.cleaned_data[name] for name in names if name in self.fields}
        if facts["attribute"] == grounds.PUBLIC:
            facts |= {"ground": "", "ground_reason": "", "review_due": None}
        return facts | {"items": list(self.cleaned_data["items"])}

    def group(self, names) -> list:
        return [self[name] for name in names]

    def others(self) -> list[tuple[str, str]]:
        """(label, what is stored) of each field but the text in which that differs from what was typed."""
        names = [name for name in self.changed_data if name not in ("title", "text", "word_file")]
        return [(self[name].label, _stored(self[name])) for name in names if not self[name].is_hidden]

    @property
    def about(self) -> list:
        return self.group(self.ABOUT)

    @property
    def public(self) -> list:
        return self.group(self.PUBLIC)

    @property
    def item_picker(self) -> item_picker.Picker:
        """The items to choose from; suggested by the title once there is one."""
        items = self.fields["items"].queryset.prefetch_related("agencies")
        title = self["title"].value() if "title" in self.fields else ""
        return item_picker.picker(items, self["items"].value(), title or "")

    def read_word_file(self) -> str:
        """Puts what a .docx says into the form, and its title and dates where none were typed; a sentence where it cannot.

        What was found is said in `found`.
        """
        upload = self.files.get("word_file")
        if upload is None:
            return "先选择 Word 文件，再读入。" if self.data.get("preview") == "read" else ""
        try:
            read = docx.read(upload)
        except Refused as refused:
            return refused.message
        self.put(read.html)
        self.found = self.take_read(read)
        if read.pictures:
            self.found.append(f"文件里有 {read.pictures} 张图片没有读入：保存后添加为附件，再插入正文。")
        if read.changes:
            self.found.append(
                f"文件里有 {read.changes} 处修订痕迹或者批注：读入的是接受全部修订以后的文字，批注没有读入；"
                "请确认这就是定稿。"
            )
        return ""

    def take_read(self, read: docx.Read) -> list[str]:
        """Issuer, title and date of formation from the file; returns sentences on what was filled in."""
        found = ["正文"]
        signed = stated.stated(richtext.plain(read.html), read.title).issuer
        if " " in signed:
            self.data["issuer"] = signed[:200]
            found.append(f"联合发文的全部机关：{signed}")
        if agency := self.issuer_of(read.title) or self.first_of_ours(signed):
            self.data["agency"] = str(agency.pk)
            found.append(f"发布机关：{agency.name}")
        if read.title and not self.data.get("title"):
            self.data["title"] = read.title
            found.append(f"标题：{read.title}")
        if day := dates.written(read.dated):
            self.data["formed_on"] = day.isoformat()
            found.append(f"成文日期：{read.dated}")
        return found

    def issuer_of(self, title: str):
        """The agency whose name a title begins with, the longest such name; None where it names none."""
        named = [each for each in self.fields["agency"].queryset if title.startswith(each.name)]
        return max(named, key=lambda each: len(each.name), default=None)

    def first_of_ours(self, signed: str):
        """The first of several agencies that signed which may publish here."""
        ours = {each.name: each for each in self.fields["agency"].queryset}
        return next((ours[name] for name in signed.split() if name in ours), None)


def _stored(bound: forms.BoundField) -> str:
    """The stored value of a field in the words that the form uses for it."""
    field, value = bound.field, bound.initial
    several = isinstance(value, list | tuple | QuerySet)
    values = [each for each in (value if several else [value]) if each not in (None, "")]
    if hasattr(field, "queryset"):
        words = map(str, field.queryset.filter(pk__in=[getattr(each, "pk", each) for each in values]))
    else:
        labels = {str(key): label for key, label in getattr(field, "choices", ())}
        words = (str(labels.get(str(each), each)) for each in values)
    return "、".join(words) or "（空）"


class PublicationForm(TextForm):
    """A publication of a kind that has no form of its own."""

    kind = forms.ChoiceField(
        label="体裁",
        choices=[choice for choice in Publication.Kind.choices if choice[0] not in OWN_ROOM],
        help_text="它是哪一种信息；放在哪里由栏目决定。",
    )
    ends_on = forms.DateField(
        label="公示截止日期", required=False, widget=DateInput, help_text="公示必须填写；其他信息不填。"
    )
    notice_kind = forms.ModelChoiceField(
        label="公示类别",
        queryset=NoticeKind.objects.exclude(slug=notices.GENERAL),
        required=False,
        empty_label="一般公示",
        help_text="决定名单里的姓名、证件号码、住址等显示还是遮盖；公开事项另有规定的，按事项。",
    )
    personal_text = forms.CharField(
        label="含个人信息的部分",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="名单等写在这里：公示期满自动从页面撤下，不进搜索、接口和下载；统计数字写在正文里，一直保留。",
    )
    ABOUT = ("kind", *TextForm.ABOUT)
    NOTICE = ("ends_on", "notice_kind", "personal_text")

    @property
    def notice(self) -> list:
        return self.group(self.NOTICE)

    def facts(self) -> dict:
        names = ("kind", *self.NOTICE)
        return super().facts() | {name: self.cleaned_data[name] for name in names}


class ReviewForm(forms.Form):
    """One of the three records of a review."""

    result = forms.ChoiceField(
        label="结论",
        choices=Review.Result.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    basis = forms.CharField(
        label="依据与意见",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="不通过或不能确定的，必须写明。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("result") in ("fail", "undecided") and not cleaned.get("basis", "").strip():
            self.add_error("basis", "写明依据与意见")
        if cleaned.get("basis", "").strip() and not cleaned.get("result"):
            self.add_error("result", "选择结论")
        return cleaned


class PrivacyReviewForm(ReviewForm):
    """Personal data that stays is justified by one of the cases in which it must be public (个人信息保护法 13)."""

    EXCEPTIONS = ("惩戒公示", "强制性披露", "已取得本人同意", "单位公开的联系方式")
    exception = forms.ChoiceField(
        label="找到的个人信息保留不遮盖的",
        choices=[("", "没有，或者都已遮盖"), *((text, text) for text in EXCEPTIONS)],
        required=False,
    )
    field_order = ("result", "exception", "basis")

    def clean(self):
        cleaned = super().clean()
        if exception := cleaned.get("exception"):
            cleaned["basis"] = "：".join(filter(None, (exception, cleaned.get("basis", "").strip())))
        return cleaned


class DecisionForm(forms.Form):
    """One conclusion with its basis: what a supervisor decides, what is made up for after an emergency."""

    result = forms.ChoiceField(
        label="结论",
        choices=[("pass", "通过"), ("fail", "不通过")],
        widget=forms.RadioSelect,
        error_messages={"required": "选择结论"},
    )
    reason = forms.CharField(
        label="依据与意见",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "写明依据与意见"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class ScheduleForm(forms.Form):
    """When an approved publication goes out by itself."""

    when = forms.DateTimeField(
        label="发布时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"required": "填写发布时间", "invalid": "按“2026-03-05 09:00”的样子填写"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class CorrectionForm(BodyFields):
    """A new title and text for what is public, with the note that the public reads."""

    title = forms.CharField(label="标题", max_length=300, error_messages={"required": "填写标题"})
    reason = forms.CharField(
        label="更正说明",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="公众会看到：哪里原来是什么、改成了什么、为什么。",
        error_messages={"required": "写明更正说明"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean(self):
        cleaned = super().clean()
        return cleaned | {name: printable(value) for name, value in cleaned.items()}

    def facts(self) -> dict:
        """What publishing.actions.correct takes."""
        return {name: self.cleaned_data[name] for name in ("title", "text", "rich_text", "reason")}


class ReassessForm(forms.Form):
    """Withheld information looked at again and kept back (Art 18)."""

    reason = forms.CharField(
        label="仍不公开的理由",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "写明仍不公开的理由"},
    )
    next_due = forms.DateField(
        label="下次评估日期", widget=DateInput, error_messages={"required": "填写下次评估日期"}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class FileForm(forms.Form):
    file = forms.FileField(label="选择文件", error_messages={"required": "先选择文件"})
    personal = forms.BooleanField(
        label="含个人信息的公示名单", required=False, help_text="公示期满后自动撤下，不进搜索。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
