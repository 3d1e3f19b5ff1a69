"""Forms of the desk for policies and interpretations."""

import re

from django import forms
from django.conf import settings

from interpretation import numbering, rules, sections, validity
from interpretation.models import Form, Interpretation, PolicyDocument
from publishing import typeset
from publishing.forms import DateInput, TextForm

NAMED = {
    "interpreter": re.compile(r"解读人[：:]\s*([\u3400-\u9fff·]{2,20})"),
    "contact": re.compile(r"(?:咨询|联系)电话[：:]\s*([\d（(][\d（）() 转、/-]{5,60})"),
}
NUMBERED = re.compile("第.{1,8}号$")


class PolicyForm(TextForm):
    """A policy with its interpretation plan, approved together (国办发〔2016〕80号)."""

    doc_number = forms.CharField(
        label="发文字号",
        max_length=80,
        required=False,
        help_text="如 澄政办发〔2026〕12号；方括号、圆括号都认得。",
    )
    registration_number = forms.CharField(
        label="登记号",
        max_length=60,
        required=False,
        help_text="规范性文件在别处登记编号的，填登记号。",
    )
    topic = forms.CharField(label="主题分类", max_length=60, required=False)
    doc_type = forms.ChoiceField(
        label="文件性质",
        choices=PolicyDocument.DocType.choices,
        initial="normative",
        widget=forms.RadioSelect,
    )
    effective_on = forms.DateField(label="实施日期", required=False, widget=DateInput)
    expires_on = forms.DateField(label="有效期至", required=False, widget=DateInput)
    stated_validity = forms.ChoiceField(
        label="有效性", choices=validity.STATED, initial=validity.IN_FORCE, required=False
    )
    interpretation_required = forms.ChoiceField(
        label="是否需要解读",
        choices=[("yes", "需要"), ("no", "不需要，并写明理由")],
        initial="yes",
        widget=forms.RadioSelect,
        help_text="规章、行政规范性文件、涉及民生和市场主体的文件一般都要解读。",
    )
    waiver_reason = forms.CharField(label="不需要解读的理由", max_length=300, required=False)
    plan_outline = forms.CharField(label="解读提纲", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    plan_form = forms.ChoiceField(label="解读形式", choices=[("", "选择形式"), *Form.choices], required=False)
    plan_channel = forms.CharField(label="发布渠道", max_length=200, required=False)
    plan_on = forms.DateField(label="计划发布日期", required=False, widget=DateInput)
    plan_person = forms.CharField(label="解读人", max_length=100, required=False)
    late_reason = forms.CharField(
        label="解读材料晚于文件发布的理由",
        max_length=300,
        required=False,
        help_text="原则上同时发布；确需随后发布的，写明理由，文件公布后3个工作日内补上。",
    )
    touches = forms.MultipleChoiceField(
        label="涉及", choices=rules.TOUCHES, required=False, widget=forms.CheckboxSelectMultiple
    )

    POLICY = (
        "doc_number",
        "registration_number",
        "topic",
        "doc_type",
        "touches",
        "effective_on",
        "expires_on",
        "stated_validity",
    )
    PLAN = (
        "interpretation_required", "waiver_reason", "plan_outline", "plan_form", "plan_channel", "plan_on", "plan_person",
        "late_reason",
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("interpretation_required") == "no" and not cleaned.get("waiver_reason"):
            self.add_error("waiver_reason", "写明不需要解读的理由")
        starts, ends = cleaned.get("effective_on"), cleaned.get("expires_on")
        if starts and ends and ends < starts:
            self.add_error("expires_on", "有效期不能早于实施日期")
        number = cleaned.get("registration_number")
        taken = PolicyDocument.objects.filter(registration_number=number).exclude(pk=self.policy_pk)
        if number and taken.exists():
            self.add_error("registration_number", "这个登记号已经用过，请核对")
        formed, planned = cleaned.get("formed_on"), cleaned.get("plan_on")
        if formed and planned and planned < formed:
            self.add_error("plan_on", "计划发布日期不能早于成文日期")
        return cleaned

    def clean_doc_number(self) -> str:
        """In its official spelling; what is no number at all is asked about."""
        number = self.cleaned_data["doc_number"].strip()
        found = numbering.parse(number)
        if number and not (found and found.prefix) and not NUMBERED.search(number):
            raise forms.ValidationError(
                "认不出这个文号：写成“澄政办发〔2026〕12号”的样子；没有文号的，留空。"
            )
        return numbering.normal(number)

    def __init__(self, *args, policy_pk: int | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.policy_pk = policy_pk
        if settings.REGISTRATION_RULE:  # given by the registering office's verb alone (国办发〔2018〕37号)
            del self.fields["registration_number"]

    def take_read(self, read) -> list[str]:
        found = super().take_read(read)
        if read.number and not self.data.get("doc_number"):
            self.data["doc_number"] = numbering.normal(read.number)
            found.append(f"发文字号：{self.data['doc_number']}")
        for name, day in validity.stated_dates(self.data["text"]).items():
            if not self.data.get(name):
                self.data[name] = day.isoformat()
                found.append(f"{self.fields[name].label}：{day.year}年{day.month}月{day.day}日")
        return found

    def policy_facts(self) -> dict:
        values = {name: self.cleaned_data[name] for name in (*self.POLICY, *self.PLAN) if name in self.fields}
        required = values["interpretation_required"] == "yes"
        return values | {
            "interpretation_required": required,
            "waiver_reason": "" if required else values["waiver_reason"],
        }

    @property
    def policy(self) -> list:
        return self.group(name for name in self.POLICY if name in self.fields)

    @property
    def plan(self) -> list:
        return self.group(self.PLAN)


class InterpretationForm(TextForm):
    """An interpretation in parts; the free text is one of them."""

    form = forms.ChoiceField(label="解读形式", choices=Form.choices, initial="text")
    interpreter = forms.CharField(label="解读人", max_length=100, required=False)
    rank = forms.ChoiceField(label="解读人身份", choices=Interpretation.Rank.choices, initial="office")
    contact = forms.CharField(label="咨询电话", max_length=100, required=False)

    clarifies = forms.BooleanField(
        label="这是澄清说明",
        required=False,
        help_text="回应误解误读；不算作文件的解读。",
    )

    KIND = ("form", "interpreter", "rank", "contact", "clarifies")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, label in sections.SECTIONS[:-1]:
            self.fields[f"part_{key}"] = forms.CharField(
                label=label, required=False, strip=False, widget=forms.Textarea(attrs={"rows": 5})
            )
        self.fields.pop("rich_text"), self.fields.pop("written_in")
        self.fields["part_qa"].help_text = "一行“问：……”，下一行“答：……”。"
        self.fields["text"].label, self.fields["text"].demanded = "全文", False
        self.fields["text"].help_text = "图解要有完整的文字版；已分段填写的，这里可以不填。"

    def take_read(self, read) -> list[str]:
        """Its title stands above the parts already; whom to ask is taken where the file names it."""
        found = super().take_read(read)
        self.data["text"] = typeset.without_head(self.data["text"], self.data.get("title", ""))
        for name, pattern in NAMED.items():
            if named := pattern.search(self.data["text"]):
                self.data[name] = named[1].strip()
                found.append(f"{self.fields[name].label}：{self.data[name]}")
        return found

    @property
    def kind(self) -> list:
        return self.group(self.KIND)

    @property
    def parts(self) -> list:
        return self.group([f"part_{key}" for key, _ in sections.SECTIONS[:-1]])

    def interpretation_facts(self) -> dict:
        values = {name: self.cleaned_data[name] for name in self.KIND}
        parts = {key: self.cleaned_data.get(f"part_{key}", "").strip() for key, _ in sections.SECTIONS[:-1]}
        parts["text"] = self.cleaned_data["text"].strip()
        return values | {"sections": {key: text for key, text in parts.items() if text}}
