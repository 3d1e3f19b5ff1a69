"""How far the information about a construction project goes: each of its eight kinds done, missing or not needed."""

from dataclasses import dataclass
from datetime import datetime

from publishing.models import Publication, Stage

DONE, MISSING, NEEDLESS = "done", "missing", "needless"
LABELS = {DONE: "已公开", MISSING: "还没有公开", NEEDLESS: "不涉及"}
TONES = {DONE: "ok", MISSING: "warn", NEEDLESS: "mute"}


@dataclass(frozen=True)
class Standing:
    """One kind of information: `publications` are those the public may see."""

    stage: Stage
    publications: list[Publication]

    @property
    def state(self) -> str:
        if self.publications:
            return DONE
        return NEEDLESS if self.stage.needless else MISSING

    @property
    def label(self) -> str:
        return LABELS[self.state]

    @property
    def tone(self) -> str:
        return TONES[self.state]


@dataclass(frozen=True)
class Progress:
    """All eight, and how many are public of how many the project has."""

    standings: list[Standing]

    @property
    def done(self) -> int:
        return sum(standing.state == DONE for standing in self.standings)

    @property
    def needed(self) -> int:
        return sum(standing.state != NEEDLESS for standing in self.standings)


def progress(projects, at: datetime) -> dict[int, Progress]:
    """Project id -> its progress as the public sees it; two questions for any number of projects (国办发〔2017〕94号)."""
    stages = list(Stage.objects.filter(project__in=projects).select_related("agency"))
    public = Publication.objects.published(at).for_lists().newest()
    links = Stage.publications.through.objects.filter(stage__in=stages).values_list("stage", "publication")
    rows = {row.pk: row for row in public.filter(fills__in=stages).distinct()} if stages else {}
    held: dict[int, list[Publication]] = {}
    for stage, publication in links:
        if publication in rows:
            held.setdefault(stage, []).append(rows[publication])
    found: dict[int, list[Standing]] = {}
    for stage in stages:
        shown = sorted(held.get(stage.pk, []), key=lambda row: row.published_at, reverse=True)
        found.setdefault(stage.project_id, []).append(Standing(stage, shown))
    return {project: Progress(standings) for project, standings in found.items()}


def of_publication(publication: Publication, at: datetime) -> list[tuple[Publication, Stage]]:
    """The public projects that a publication belongs to, with the kind of information it is."""
    stages = Stage.objects.filter(publications=publication).select_related("project")
    public = set(Publication.objects.published(at).filter(stages__in=stages).values_list("pk", flat=True))
    return [(stage.project, stage) for stage in stages if stage.project_id in public]
