"""The text of a document on a form: one plain field for everybody, and the editor's HTML beside it."""

from django import forms
from django.utils.safestring import SafeString

from publishing import richtext
from publishing.characters import printable

EDITOR = "editor"  # what editor.js notes once something was written in it


class BodyFields(forms.Form):
    """`text` and `rich_text` always say the same: what was written in the editor, or, without it, in the plain field.

    A plain field that was edited by hand changes only the paragraphs that were touched.
    """

    text = forms.CharField(
        label="正文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="一段一行。标题按“一、”“（一）”“1.”“（1）”自动识别；表格写成“| 甲 | 乙 |”，一行一条。",
    )
    rich_text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    written_in = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, files: str = "", pictures=(), **kwargs):
        """`files`: the address below which the document's files stand for staff; `pictures`: (address, name) of each."""
        super().__init__(*args, **kwargs)
        self.files_at, self.pictures = files, list(pictures)
        self.fields["text"].demanded = True  # by the check of a complete draft, where no file stands for it
        if self.is_bound:
            self.data = self.data.copy()
            self._agree()

    def _agree(self) -> None:
        rich, text = self.data.get("rich_text", ""), self.data.get("text", "")
        if self.data.get("written_in") == EDITOR:
            self.put(richtext.body(rich))
        elif rich:
            self.data["rich_text"] = richtext.merged(rich, text)

    def put(self, rich: str) -> None:
        """Fills both fields of a bound form with a document."""
        self.data["rich_text"], self.data["written_in"] = rich, ""
        self.data["text"] = richtext.plain(rich)

    @property
    def editable(self) -> SafeString:
        """What the editor opens; it passed the allow-list."""
        rich, text = self["rich_text"].value() or "", self["text"].value() or ""
        html = richtext.editable(printable(text), richtext.body(rich), self.files_at)
        return SafeString(html)  # nosec B703 - made of escaped parts

    def preview(self) -> SafeString:
        """The text as its page will show it, from a bound form whatever else is wrong with it."""
        text, rich = self.data.get("text", ""), self.data.get("rich_text", "")
        html = richtext.compose(printable(text), richtext.body(rich), title=self.data.get("title", ""))
        return SafeString(richtext.with_files(html, self.files_at))  # nosec B703 - passed the allow-list
