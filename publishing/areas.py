"""重点领域: the four fields whose information has a shelf of its own on the front page. Pure data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    """`basis` says what asks for it."""

    slug: str
    label: str
    basis: str
    hint: str


AREAS = (
    Area("finance", "财政预决算", "预算法第十四条", "政府和部门的预算、决算"),
    Area("resources", "公共资源配置", "国办发〔2017〕97号", "土地、矿业权、政府采购、工程招投标"),
    Area("building", "重大建设项目", "国办发〔2017〕94号", "项目批准和实施的八类信息"),
    Area("welfare", "社会公益事业", "国办发〔2018〕10号", "救助、教育、医疗、环境、公共文化"),
)
BY_SLUG = {area.slug: area for area in AREAS}
CHOICES = (("", "不属于"), *((area.slug, area.label) for area in AREAS))
