"""Forms of the catalogue's desk pages."""

from django import forms

from agencies.models import Agency
from catalog import elements
from catalog.models import LEVELS, METHODS, Domain, Item

CHANNELS = [(name, name) for name in elements.CHANNELS]


def date_of_effect() -> forms.DateField:
    """The date of effect, as every form that changes the catalogue asks for it."""
    return forms.DateField(
        label="生效日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "填写生效日期", "invalid": "按“2026-03-02”的格式填写生效日期"},
    )


PERIODS = [("", "不监测更新")] + [(str(days), f"{days} 天") for days in (60, 90, 180, 365)]


class ItemForm(forms.Form):
    """The eight elements, level, agencies and renewal of an item, with the reason and date of effect.

    `version`: the version that the editor has read; `cleaned_data` is what catalog.actions.edit_item takes.
    """

    level1 = forms.CharField(label="一级事项", max_length=200, error_messages={"required": "填写一级事项"})
    level2 = forms.CharField(label="二级事项", max_length=300, required=False)
    content = forms.CharField(
        label="公开内容",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "填写公开内容"},
    )
    basis = forms.CharField(
        label="公开依据",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "填写公开依据"},
    )
    time_limit = forms.CharField(
        label="公开时限",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例如：信息形成或者变更之日起20个工作日内。写明从哪天起算、工作日还是自然日。",
        error_messages={"required": "填写公开时限"},
    )
    publisher = forms.CharField(label="公开主体", error_messages={"required": "填写公开主体"})
    agencies = forms.ModelMultipleChoiceField(
        label="责任机关",
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="排在最前的政府部门牵头；乡镇、街道各自负责本辖区的信息。",
        error_messages={"required": "至少选择一个责任机关", "invalid_choice": "所选机关不存在，请重新选择"},
    )
    channels = forms.MultipleChoiceField(
        label="公开渠道和载体",
        choices=CHANNELS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "至少选择一个公开渠道"},
    )
    audience = forms.CharField(
        label="公开对象",
        max_length=300,
        help_text="全社会，或者写明特定群体。",
        error_messages={"required": "填写公开对象"},
    )
    method = forms.ChoiceField(label="公开方式", choices=METHODS, widget=forms.RadioSelect)
    levels = forms.MultipleChoiceField(
        label="公开层级",
        choices=LEVELS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "至少选择一个公开层级"},
    )
    renewal_days = forms.TypedChoiceField(
        label="更新周期",
        choices=PERIODS,
        required=False,
        coerce=int,
        empty_value=None,
        help_text="超过这么多天没有新信息，会提醒责任机关。这是平台设定，不是法定期限。",
    )
    effective_on = date_of_effect()
    reason = forms.CharField(
        label="修改理由",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="公众在修改记录里能看到。",
        error_messages={"required": "写明修改理由"},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].queryset = Agency.objects.active()
        days = self.initial.get("renewal_days")
        if days and str(days) not in dict(PERIODS):
            self.fields["renewal_days"].choices = [*PERIODS, (str(days), f"{days} 天")]

    @classmethod
    def initial_of(cls, item: Item) -> dict:
        names = [name for name in cls.base_fields if hasattr(item, name)]
        values = {name: getattr(item, name) for name in names if name not in {"agencies", "effective_on"}}
        return values | {"agencies": [link.agency_id for link in item.links.all()]}

    def clean_channels(self) -> list[str]:
        """In the order of the national table."""
        return [name for name in elements.CHANNELS if name in self.cleaned_data["channels"]]

    def clean_agencies(self) -> list[Agency]:
        return list(self.cleaned_data["agencies"])

    def changes(self) -> dict:
        """What edit_item takes as `changes`."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"effective_on", "reason", "version"}
        }


class NewItemForm(ItemForm):
    """An item that no table brought: the same fields, and the domain it belongs to."""

    domain = forms.ModelChoiceField(
        label="领域", queryset=Domain.objects.none(), error_messages={"required": "选择领域"}
    )
    version = None
    field_order = ["domain"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].queryset = Domain.objects.filter(active=True)


class DomainForm(forms.ModelForm):
    """A domain as data; its address is given once."""

    reason = forms.CharField(
        label="理由",
        max_length=300,
        error_messages={"required": "写明理由"},
        help_text="例如：机构改革后改称乡村振兴。",
    )

    class Meta:
        model = Domain
        fields = (
            "name",
            "slug",
            "common_name",
            "successor",
            "order",
            "lead_ministry",
            "source",
            "publisher_kind",
            "renewal_days",
            "active",
        )
        help_texts = {
            "slug": "用在网址里，小写字母和连字符，定了不再改。",
            "successor": "领域改称以后的名称，例如“扶贫”现称“乡村振兴”。旧名称仍能查到、能导入。",
            "publisher_kind": "例如“民政部门”。",
            "active": "不再使用的领域去掉勾选：不在公众页面列出，历史仍保留。",
        }
        error_messages = {
            "name": {"required": "填写领域名称", "unique": "已经有同名的领域"},
            "slug": {
                "required": "填写地址名",
                "unique": "这个地址名已经用过",
                "invalid": "地址名只能用字母、数字和连字符",
            },
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        if self.instance.pk:
            del self.fields["slug"]


class FindForm(forms.Form):
    """The filters of the desk's list."""

    q = forms.CharField(label="关键词", required=False)
    domain = forms.ModelChoiceField(
        label="领域",
        queryset=Domain.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="全部领域",
    )
    agency = forms.ModelChoiceField(
        label="责任机关",
        queryset=Agency.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="全部机关",
    )
    show = forms.ChoiceField(
        label="范围",
        required=False,
        choices=[
            ("", "在用事项"),
            ("incomplete", "要素不完整"),
            ("limits", "时限不能计算"),
            ("retired", "已停用"),
        ],
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].queryset = Domain.objects.all()
        self.fields["agency"].queryset = Agency.objects.all()
