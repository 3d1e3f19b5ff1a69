"""Desk: the word lists of the wording check; everybody reads them, the supervising office keeps them."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import desk_required, roles_of
from accounts.actors import Actor
from accounts.verbs import Refused
from publishing import actions, verbs, wording
from publishing.access import READERS
from publishing.models import WordingRule


class WordForm(forms.ModelForm):
    class Meta:
        model = WordingRule
        fields = ["kind", "wrong", "right", "severe", "unless", "source"]
        help_texts = {"unless": "多个词用 | 隔开。", "source": "依据的文件、词典或法律。"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["kind"].choices = wording.KINDS

    def validate_unique(self) -> None:
        """The verb says it in its own sentence, and takes up a retired entry again."""


@desk_required(*READERS)
def words(request: HttpRequest) -> HttpResponse:
    """The lists; a new entry is added here."""
    keeps = bool(verbs.ADD_WORD.roles & roles_of(request.user))
    form, message = WordForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_word(Actor.of(request.user), at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            message = refused.message
        else:
            messages.success(request, "已加入词表。")
            return redirect("desk_publishing:words")
    context = {
        "form": form if keeps else None,
        "message": message,
        "rules": WordingRule.objects.filter(retired_at=None),
        "crumbs": [("信息发布", reverse("desk_publishing:index")), ("用词表", None)],
    }
    return render(request, "publishing/desk_words.html", context)


@desk_required(*READERS)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes an entry out of the lists."""
    rule = get_object_or_404(WordingRule, pk=pk)
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")
            actions.retire_word(rule, Actor.of(request.user), reason=reason, at=timezone.now())
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, f"“{rule.wrong}”不再检查。")
    return redirect("desk_publishing:words")
