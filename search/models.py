"""What the search keeps beside its index: the words of files, read once."""

from django.db import models


class FileText(models.Model):
    """The words of one file's content, whichever publications carry it."""

    digest = models.CharField("SHA-256", max_length=64, primary_key=True)
    text = models.TextField(blank=True)
    problem = models.CharField("读不出的原因", max_length=300, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = "附件文字"

    def __str__(self) -> str:
        return self.digest[:12]
