"""One item as a table gives it. Pure."""

from dataclasses import dataclass, field

from catalog.importing.grid import Flag

FIELDS = ("content", "basis", "time_limit", "publisher", "channels", "audience", "method", "level")


@dataclass
class Found:
    """An item read from `row` of `table`. Texts are joined; "" says that the table shows nothing.

    `inherited`: fields taken from a merged cell or the row above; `said`: what stood there instead (同上).
    `optional`: channels that the table leaves open (□ = 可选项).
    """

    row: int
    table: str
    domain: str = ""
    level1: str = ""
    level2: str = ""
    content: str = ""
    basis: str = ""
    time_limit: str = ""
    publisher: str = ""
    channels: list[str] = field(default_factory=list)
    audience: str = ""
    method: str = ""
    level: str = ""
    optional: list[str] = field(default_factory=list)
    inherited: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.level2 or self.level1

    def as_dict(self) -> dict:
        """The promised shape of import_catalog, with what was inherited."""
        return {
            "domain": self.domain,
            "item_level1": self.level1,
            "item_level2": self.level2,
            **{name: getattr(self, name) for name in FIELDS},
            "optional_channels": self.optional,
            "inherited": self.inherited,
            "said": self.said,
            "row": self.row,
            "table": self.table,
        }

    @classmethod
    def of_dict(cls, values: dict) -> "Found":
        """Turns `as_dict` back."""
        return cls(
            row=values["row"],
            table=values["table"],
            domain=values["domain"],
            level1=values["item_level1"],
            level2=values["item_level2"],
            optional=values["optional_channels"],
            inherited=values["inherited"],
            said=values["said"],
            **{name: values[name] for name in FIELDS},
        )


@dataclass
class Reading:
    """Everything that a file gave: items in file order, flags, and how many rows of data there were."""

    items: list[Found] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    rows: int = 0
