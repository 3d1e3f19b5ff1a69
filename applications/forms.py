"""The six-step form (条例第二十九条). 用途 is never asked (第二十七条). All sentences say what to do."""

from datetime import date

from django import forms
from django.http import HttpRequest, QueryDict

from agencies import creditcodes
from agencies.models import Agency
from applications import intake, papers
from applications.choices import ApplicantKind, ApplicantType, AttachmentKind, DeliveryMethod, Form, IdKind
from publishing.characters import printable
from publishing.files import MAX_BYTES

ORGANISATION_TYPES = [choice for choice in ApplicantType.choices if choice[0] != ApplicantType.PERSON]
ONLINE_DELIVERIES = DeliveryMethod.choices
MOST_OTHERS = 4
EMAIL_SENTENCE = "电子邮箱写全，例如 wang@example.cn"


def posted(request: HttpRequest):
    """What a form is bound to: the posted data even when there is none of it, else nothing."""
    return request.POST if request.method == "POST" else None


def _printable(data):
    """Posted data with every text as letters can hold it; browsers end lines with two characters, records with one."""
    data = data.copy()
    for name in data:
        data.setlist(name, [printable(text).replace("\r\n", "\n") for text in data.getlist(name)])
    return data


class StepForm(forms.Form):
    """One page of the form: no `required` attributes, no colon after labels, errors in whole sentences."""

    use_required_attribute = False

    def __init__(self, data: QueryDict | None = None, *args, on: date | None = None, **kwargs) -> None:
        """`on` is today, for what depends on it."""
        super().__init__(None if data is None else _printable(data), *args, label_suffix="", **kwargs)
        self.on = on

    def text(self, name: str) -> str:
        """The cleaned text of a field, without blanks around it."""
        return str(self.cleaned_data.get(name) or "").strip()

    def wrong(self, problems: dict[str, str]) -> None:
        for name, sentence in problems.items():
            if name not in self.errors:
                self.add_error(name, sentence)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name) -> list:
        return files.getlist(name) if hasattr(files, "getlist") else [files[name]] if name in files else []


class PapersField(forms.FileField):
    """Any number of files of one kind; the form says which are taken (see `PapersForm.taken`)."""

    def __init__(self, label: str, kind: AttachmentKind, hint: str = "") -> None:
        rule = papers.RULES[kind]
        accept = ",".join(f".{ending}" for ending in rule.endings)
        super().__init__(
            label=label,
            required=False,
            help_text=(hint + rule.hint),
            widget=FilesInput(attrs={"accept": accept}),
        )
        self.kind = kind

    def clean(self, data, initial=None) -> list:
        return [each for each in data or [] if each] if isinstance(data, list | tuple) else []


class PapersForm(StepForm):
    """A form with files: good ones are taken even when something else on the page is wrong."""

    def papers(self) -> dict[str, PapersField]:
        return {name: field for name, field in self.fields.items() if isinstance(field, PapersField)}

    def clean(self) -> dict:
        data = super().clean()
        self.taken: dict[str, list] = {}
        for name, field in self.papers().items():
            uploads = data.pop(name, None) or []
            wrong = {upload: papers.objection(field.kind, upload) for upload in uploads}
            self.taken[name] = [upload for upload, sentence in wrong.items() if not sentence]
            for sentence in filter(None, wrong.values()):
                self.add_error(name, sentence)
        return data

    def keep_papers(self, draft, code: str) -> None:
        """Puts what was taken on the unfinished form, after taking away what was ticked for removal."""
        self.is_valid()
        ticked = [int(each) for each in self.data.getlist("remove") if each.isdecimal() and len(each) < 18]
        papers.remove(draft.files.filter(pk__in=ticked))
        for name, field in self.papers().items():
            if sentence := papers.add(draft, code, field.kind, getattr(self, "taken", {}).get(name, [])):
                self.add_error(name, sentence)


def _text(
    label: str, hint: str = "", *, most: int = 200, autocomplete: str = "off", **attrs
) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete, **attrs})
    messages = {"max_length": f"{label}最多 {most} 字"}
    return forms.CharField(
        label=label, help_text=hint, max_length=most, required=False, widget=widget, error_messages=messages
    )


class AgencyChoice(forms.ModelChoiceField):
    """Agencies under the headings of their kinds."""

    def __init__(self, **kwargs) -> None:
        super().__init__(queryset=Agency.objects.none(), to_field_name="slug", **kwargs)

    def grouped(self) -> None:
        self.queryset = Agency.objects.active()
        headings = {label: [] for _, label in Agency.KINDS}
        for agency in self.queryset:
            headings[agency.get_kind_display()].append((agency.slug, agency.name))
        self.choices = [("", "选择机关"), *((name, rows) for name, rows in headings.items() if rows)]


class LookForm(StepForm):
    """Step 2: which agency is asked."""

    agency = AgencyChoice(
        label="向哪个机关申请",
        help_text="选择制作或者保存这份信息的机关。不清楚的，选最可能的一个；不由它负责的，它会告诉您应当找谁。",
        error_messages={"required": "选择向哪个机关申请", "invalid_choice": "选择列表中的一个机关"},
    )

    others = forms.MultipleChoiceField(
        label="同样的内容，还要向这些机关申请", required=False, widget=forms.CheckboxSelectMultiple,
        help_text=f"最多再选 {MOST_OTHERS} 个。每个机关一份申请、一个编号，各自办理；查询码是同一个。",
        error_messages={"invalid_choice": "选择列表中的机关"},
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].grouped()
        self.fields["others"].choices = [(each.slug, each.name) for each in Agency.objects.active()]

    def clean(self) -> dict:
        data = super().clean()
        chosen = data.get("agency")
        data["others"] = [slug for slug in data.get("others", []) if not chosen or slug != chosen.slug]
        if len(data["others"]) > MOST_OTHERS:
            self.wrong({"others": f"最多再选 {MOST_OTHERS} 个机关，其余的请另外申请"})
        return data


class ApplicantForm(PapersForm):
    """Step 3: who asks (Art 29(2)1)."""

    kind = forms.ChoiceField(
        label="您以什么身份申请",
        choices=ApplicantKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "选择公民、法人或者其他组织"},
    )
    name = _text("姓名", "与身份证件上的一致", most=60, autocomplete="name")
    id_kind = forms.ChoiceField(label="证件名称", choices=IdKind.choices, required=False)
    id_number = _text("证件号码", "条例要求申请人提供身份证明。号码加密保存，只用于办理这份申请。", most=40)
    org_name = _text("单位名称", "与营业执照或者登记证书上的一致", most=120, autocomplete="organization")
    applicant_type = forms.ChoiceField(
        label="单位类型", choices=[("", "选择单位类型"), *ORGANISATION_TYPES], required=False,
        help_text="只用于统计",
    )  # fmt: skip
    credit_code = _text("统一社会信用代码", "18 位，在营业执照或者登记证书上", most=30)
    no_code = forms.BooleanField(label="本组织没有统一社会信用代码", required=False)
    legal_rep = _text("法定代表人或者负责人", most=60)
    contact_name = _text("联系人", most=60)
    phone = _text("联系电话", "手机，或者带区号的固定电话", most=40, autocomplete="tel", inputmode="tel")
    email = forms.EmailField(
        label="电子邮箱", required=False, max_length=120,
        error_messages={"invalid": EMAIL_SENTENCE},
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )  # fmt: skip
    address = _text("通信地址", most=200, autocomplete="street-address")
    postcode = _text("邮政编码", most=10, autocomplete="postal-code", inputmode="numeric")

    by_agent = forms.BooleanField(label="我是代理人，受上面的申请人委托提出", required=False)
    agent_name = _text("代理人姓名", most=60)
    agent_id_kind = forms.ChoiceField(label="代理人证件名称", choices=IdKind.choices, required=False)
    agent_id_number = _text("代理人证件号码", most=40)
    agent_phone = _text("代理人电话", most=40, inputmode="tel")
    identity_files = PapersField(
        "身份证明的照片或者扫描件",
        AttachmentKind.IDENTITY,
        "证件正反面、营业执照等；有代理人的，也附代理人的。",
    )
    mandate_files = PapersField("授权委托书", AttachmentKind.MANDATE, "委托人签名或者盖章的委托书。")

    def clean(self) -> dict:
        data = super().clean()
        if data.get("kind") == ApplicantKind.CITIZEN:
            self.wrong(self._person())
        elif data.get("kind"):
            self.wrong(self._organisation())
        if data.get("by_agent"):
            self.wrong(self._agent())
        if "email" not in self.errors:
            self.wrong(intake.contact_problems({name: self.text(name) for name in CONTACT}))
        return data

    def _agent(self) -> dict[str, str]:
        problems = {} if self.text("agent_name") else {"agent_name": "填写代理人的姓名"}
        if wrong := self._number("agent_id_kind", "agent_id_number", "填写代理人的证件号码"):
            problems["agent_id_number"] = wrong
        phone = self.text("agent_phone")
        if wrong := intake.phone_problem(phone) if phone else "填写代理人的电话":
            problems["agent_phone"] = wrong
        return problems

    def _number(self, kind: str, number: str, empty: str) -> str:
        """What is wrong with an identity number; "" when nothing."""
        typed = self.text(number)
        if not typed:
            return empty
        if self.text(kind) in ("", IdKind.RESIDENT):
            return intake.resident_id_problem(typed, self.on)
        return ""

    def _person(self) -> dict[str, str]:
        problems = {} if self.text("name") else {"name": "填写姓名"}
        if wrong := self._number("id_kind", "id_number", "填写证件号码"):
            problems["id_number"] = wrong
        return problems

    def _organisation(self) -> dict[str, str]:
        wanted = {"org_name": "填写单位名称", "applicant_type": "选择单位类型"}
        wanted |= {"legal_rep": "填写法定代表人或者负责人的姓名", "contact_name": "填写联系人的姓名"}
        problems = {name: sentence for name, sentence in wanted.items() if not self.text(name)}
        if not self.cleaned_data.get("no_code"):
            code = self.text("credit_code")
            wrong = (
                creditcodes.credit_code_problem(code)
                if code
                else "填写统一社会信用代码；没有的，勾选下面一项"
            )
            if wrong:
                problems["credit_code"] = wrong
        return problems


CONTACT = ("phone", "email", "address", "postcode")


class WantedForm(PapersForm):
    """Step 4: what is wanted (Art 29(2)2)."""

    title_or_number = _text(
        "名称或者文号", "知道的话填写，例如“关于……的通知”或者“澄政办发〔2026〕12号”", most=300
    )
    wanted = forms.CharField(
        label="内容描述",
        help_text="写清时间、地点、项目或者事项，便于查找。一次申请一项，答复最快。",
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    time_range = _text("时间范围", "例如“2024年1月至2025年12月”", most=200)
    request_files = PapersField("申请材料", AttachmentKind.REQUEST, "能帮助查找的材料，没有的不用传。")

    def clean_wanted(self) -> str:
        text = self.cleaned_data["wanted"].strip()
        if problem := intake.wanted_problem(text):
            raise forms.ValidationError(problem)
        return text


class DeliveryForm(StepForm):
    """Step 5: how the answer is given (Art 29(2)3, 40), and help where it is needed (Art 43)."""

    delivery = forms.ChoiceField(
        label="怎么把答复给您",
        choices=ONLINE_DELIVERIES,
        widget=forms.RadioSelect,
        error_messages={"required": "选择一种获取方式"},
    )
    form = forms.ChoiceField(
        label="要什么形式",
        choices=Form.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "选择电子文档或者纸质"},
    )
    email = ApplicantForm.base_fields["email"]
    phone = ApplicantForm.base_fields["phone"]
    address = ApplicantForm.base_fields["address"]
    postcode = ApplicantForm.base_fields["postcode"]
    accept_other = forms.BooleanField(
        label="不能按上面的方式提供时，可以用其他方式", required=False, initial=True
    )
    assistance = _text(
        "需要的帮助", "阅读有困难，或者有视力、听力障碍的，写明需要什么，例如“大字版”“电话朗读”", most=200
    )

    def clean(self) -> dict:
        data = super().clean()
        contact = {name: self.text(name) for name in CONTACT}
        if "email" not in self.errors:
            self.wrong(intake.delivery_problems(self.text("delivery"), contact))
        if contact["phone"] and (problem := intake.phone_problem(contact["phone"])):
            self.wrong({"phone": problem})
        if contact["postcode"] and (problem := intake.postcode_problem(contact["postcode"])):
            self.wrong({"postcode": problem})
        return data


class CheckForm(StepForm):
    """Step 6: the declaration."""

    truthful = forms.BooleanField(
        label="我确认以上内容属实", error_messages={"required": "核对以后，勾选“我确认以上内容属实”"}
    )


class TrackForm(StepForm):
    """Number and code, or the code alone."""

    number = _text("申请编号", "例如 YSQ-2026-000123，忘了可以不填", most=30)
    code = _text("查询码", "12 位，不分大小写，横线可以不写", most=30)

    def clean_code(self) -> str:
        if not self.text("code"):
            raise forms.ValidationError("填写查询码")
        return self.text("code")


class SupplementForm(PapersForm):
    """The applicant's supplement (Art 30): words, files, or both."""

    text = forms.CharField(
        label="补正内容", required=False, max_length=intake.WANTED_LIMIT, widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"max_length": f"补正内容最多 {intake.WANTED_LIMIT} 字"},
    )  # fmt: skip

    files = PapersField("补正材料", AttachmentKind.SUPPLEMENT)

    def clean(self) -> dict:
        data = super().clean()
        if self.taken["files"] and self.errors:
            self.add_error("files", "文件要重新选择")
        if sentence := papers.too_many(AttachmentKind.SUPPLEMENT, len(self.taken["files"])):
            self.add_error("files", sentence)
        if not self.text("text") and not self.taken["files"] and "files" not in self.errors:
            self.wrong({"text": "写明补正的内容，或者选择补正材料"})
        return data


class LetterCheckForm(StepForm):
    """A sealed copy to be checked: the file, or number and digest."""

    file = forms.FileField(
        label="上传收到的盖章件", required=False, error_messages={"empty": "文件是空的"},
        help_text="只计算摘要，不保存文件",
    )  # fmt: skip
    number = _text("文号", "例如 县民政局公开复〔2026〕3号", most=60)
    digest = _text("摘要", "64 位，由数字和字母 a 至 f 组成，在查询进度的文书页上", most=100)

    def clean(self) -> dict:
        data = super().clean()
        data["number"] = "".join(self.text("number").split())
        data["digest"] = digest = "".join(self.text("digest").split()).lower()
        file = data.get("file")
        if file and file.size > MAX_BYTES:
            self.wrong({"file": "文件超过 50 MB，本平台没有发出过这么大的盖章件"})
        if not file and "file" not in self.errors:
            self.wrong({} if data["number"] else {"number": "写明文号，或者上传文件"})
            whole = len(digest) == 64 and set(digest) <= set("0123456789abcdef")
            self.wrong({} if whole else {"digest": "摘要是 64 位，由数字和字母 a 至 f 组成；或者上传文件"})
        return data


class AnswerForm(StepForm):
    """One text from the applicant on the progress page."""

    def __init__(self, *args, label: str, required: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = forms.CharField(
            label=label, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": f"写明{label}", "max_length": f"{label}最多 2000 字"},
        )  # fmt: skip


class CorrectionForm(PapersForm):
    """A demand to correct one's own record, with evidence (Art 41)."""

    reached_by_phone = True

    agency = AgencyChoice(
        label="哪个机关的记录", help_text="选择记录不准确的机关；它无权更正的，会转送或者告诉您应当找谁。",
        error_messages={"required": "选择机关", "invalid_choice": "选择列表中的一个机关"},
    )  # fmt: skip
    record = forms.CharField(
        label="哪一条记录不准确", help_text="文件、证照、系统的名称，现在是怎么写的", max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "写明哪一条记录不准确", "max_length": "最多 2000 字"},
    )  # fmt: skip
    wanted = forms.CharField(
        label="应当怎样更正", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "写明应当怎样更正", "max_length": "最多 2000 字"},
    )  # fmt: skip
    evidence = PapersField("证据", AttachmentKind.REQUEST, "能证明记录不准确的材料，加密保存。")
    name = _text("姓名", "与身份证件上的一致", most=60, autocomplete="name")
    id_kind = forms.ChoiceField(label="证件名称", choices=IdKind.choices, required=False)
    id_number = _text("证件号码", "用来核对是您本人的记录，加密保存", most=40)
    phone = _text("联系电话", "手机，或者带区号的固定电话", most=40, autocomplete="tel", inputmode="tel")
    address = _text("通信地址", most=200, autocomplete="street-address")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].grouped()

    def clean(self) -> dict:
        data = super().clean()
        problems = {} if self.text("name") else {"name": "填写姓名"}
        number = self.text("id_number")
        if not number:
            problems["id_number"] = "填写证件号码，用来核对是您本人的记录"
        elif self.text("id_kind") == IdKind.RESIDENT and (
            wrong := intake.resident_id_problem(number, self.on)
        ):
            problems["id_number"] = wrong
        phone = self.text("phone")
        missing = "" if not self.reached_by_phone and self.text("address") else "填写联系电话"
        if wrong := intake.phone_problem(phone) if phone else missing:
            problems["phone"] = wrong
        if not self.taken["evidence"] and "evidence" not in self.errors:
            problems["evidence"] = "附上能证明记录不准确的材料（第四十一条）"
        elif sentence := papers.too_many(AttachmentKind.REQUEST, len(self.taken["evidence"])):
            problems["evidence"] = sentence
        if self.taken["evidence"] and (self.errors or problems):
            problems.setdefault("evidence", "文件要重新选择")
        self.wrong(problems)
        return data
