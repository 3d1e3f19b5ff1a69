"""Forms of the import's desk pages."""

from django import forms

from agencies.models import Agency
from catalog.forms import date_of_effect
from catalog.models import Domain


class SendForm(forms.Form):
    """A table as a file, or pasted; which domain and which agency it speaks for."""

    file = forms.FileField(
        label="目录表格文件", required=False, help_text=".xlsx、.docx、.csv、.html、.txt，最大 20 MB"
    )
    text = forms.CharField(
        label="或者粘贴表格",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="从 Excel、Word 或网页复制，连表头一起粘贴。",
    )
    domain = forms.ModelChoiceField(
        label="领域",
        queryset=Domain.objects.none(),
        required=False,
        empty_label="按表格里写的",
        help_text="选了领域，全部事项都算在这个领域里。",
    )
    agency = forms.ModelChoiceField(
        label="只代表一个机关",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="不限，按表格里的公开主体",
        help_text="例如一个乡镇的目录：只和这个机关的事项比较。",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["domain"].queryset = Domain.objects.filter(active=True)
        self.fields["agency"].queryset = Agency.objects.active()

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("file") and not (data.get("text") or "").strip() and not self.errors:
            self.add_error("file", "选择一个文件，或者把表格粘贴到下面")
        return data

    def sent(self) -> tuple[str, bytes]:
        """(file name, content) of what was sent."""
        if file := self.cleaned_data["file"]:
            return file.name.replace("\\", "/").rsplit("/", 1)[-1][-200:], file.read()
        return "粘贴的表格.txt", self.cleaned_data["text"].encode()


class WriteForm(forms.Form):
    """The decision to write. `seen`: the difference that the person has read, as "new-changed-gone"."""

    retire = forms.BooleanField(
        label="停用表里没有的事项",
        required=False,
        help_text="只停用上面“表里没有”一栏列出的；旧版本仍可查阅。",
    )
    effective_on = date_of_effect()
    reason = forms.CharField(
        label="修改理由",
        max_length=500,
        help_text="公众在每个事项的修改记录里能看到。",
        error_messages={"required": "写明修改理由"},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
