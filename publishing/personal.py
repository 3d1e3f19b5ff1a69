"""Which personal fields of a public notice are shown, and the rest covered (pure; 个人信息保护法 6, 51; 政府信息公开条例 15).

Covering never changes the length of a text: every hidden character becomes an asterisk, so that the same offsets hold in a
file's runs and cells. Covering twice is covering once.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publishing import privacy

SHOW, SURNAME, PARTLY, HIDDEN = "show", "surname", "partly", "hidden"
TREATMENTS = ((SHOW, "显示"), (SURNAME, "只显示姓"), (PARTLY, "遮盖一部分"), (HIDDEN, "全部遮盖"))
STRICTEST = (SHOW, PARTLY, SURNAME, HIDDEN)
FIELDS = {
    "id_number": ("身份证件号码", r"身份证|证件号|公民身份|社会保障号|社保号|护照"),
    "phone": ("电话", r"手机|电话|联系方式|微信"),
    "account": ("银行账号", r"账号|帐号|卡号|一卡通|开户|银行"),
    "email": ("电子邮箱", r"邮箱|邮件"),
    "address": ("住址", r"住址|地址|户籍所在|户籍地|门牌|住所|住房坐落"),
    "birth": ("出生日期", r"出生|生日"),
    "health": ("健康状况", r"病|残疾|健康|诊断|体检"),
    "family": ("家庭情况", r"家庭情况|困难情况|困难原因|致贫|婚姻|收入|财产|家庭成员"),
    "plate": ("车牌号", r"车牌|牌号"),
    "name": (
        "姓名",
        r"姓名|名字|户主|申请人|申请者|当事人|法定代表人|负责人|受助人|救助对象|补助对象|补贴对象|保障对象|处罚对象|持证人|承租人|联系人"
        r"|经办人|监护人|家长|被(?:处罚|征收|救助|补偿|执行)人",
    ),
}
LABELS = {field: label for field, (label, _) in FIELDS.items()}
WORDS = {field: re.compile(words) for field, (_, words) in FIELDS.items()}
NEUTRAL = re.compile(
    r"(?:人数|人口|户数|人次|金额|标准|关系|类别|类型|种类|等级|级别|数量|面积|时间|日期|期限|年限|月份|年度|年份|单位|名称|方式|结果|"
    r"情况|内容|依据|决定|文号|事由|原因|事实|条件|备注|说明|合计|小计|总计|编号|序号|号数|职位|职务|岗位|成绩|分数|排名|名次|性别|民族|"
    r"学历|学位|院校|学校|专业|工种|政治面貌|乡镇|街道|村|社区|组|镇|乡|县|机关|部门|机构|项目|品种|品牌|型号|地块|资金|补助|补贴|"
    r"亩|元|人|户|准考证号|信用代码|许可证号|决定书号|状态|意见|渠道|来源|去向|用途|年龄|注册地|经营地址|单位地址|办公地址|项目地址)$"
)
NOTE = re.compile(r"[（(][^（()）]*[)）]|[\s*：:]")
OF_FINDING = {
    "id_card": "id_number",
    "passport": "id_number",
    "mobile": "phone",
    "bank_card": "account",
    "email": "email",
    "address": "address",
    "plate": "plate",
}
KIND = {"id_number": "id_card", "phone": "mobile", "account": "bank_card", "email": "email", "plate": "plate"}
ORGANISATION = re.compile(
    r"公司|合作社|经营部|有限|集团|[店厂社院校所队部场园局站会行馆户]$|中心$|医院|学校|委员会"
)
SURNAMES = re.compile(
    r"欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|司空|端木|南宫|百里|呼延|轩辕|独孤|闻人"
)
NEIGHBOURHOOD = re.compile(r".*(?:村委会|居委会|村|社区|街道|镇|乡|[县市区])")
TOTALS = re.compile(r"[合小总共]\s*计")
OFFICE = re.compile(
    r"联系人|经办人|负责人|监督|咨询|举报|受理|办公"
)  # labels of the notice itself, not of a person on it
NAMED = re.compile(r"(?:姓名|户主|申请人|当事人|处罚人|受助人|[救补]助对象|补贴对象|保障对象|法定代表人)$")
HOME = re.compile(r"家庭|户籍|居住|现住|常住|住址|门牌")
LABELLED = re.compile(r"([\u4e00-\u9fff]{2,8})[ \u3000]?[：:][ \u3000]*([^：:；;，,。\n\t|]{1,60})")


@dataclass(frozen=True)
class Cell:
    """A cell of a table in a text: its words and where they stand."""

    text: str
    start: int


def field_of(heading: str) -> str | None:
    """The field a heading names; "" for one that is not about a person, None for one nobody knows."""
    words = NOTE.sub("", heading)
    if re.search(
        r"(?:单位|经营|办公|项目|注册|企业)(?:地址|电话|名称)$|人数$|人口$|户数$|与.{0,4}关系$", words
    ):
        return ""
    for field, pattern in WORDS.items():
        if pattern.search(words) and not (field == "name" and re.search(r"(?:金额|标准|类别|类型)$", words)):
            return field
    return "" if not words or NEUTRAL.search(words) else None


def covered(text: str, rules: Mapping[str, str], strict: bool = True) -> str:
    """The text with every field treated as `rules` ({field: treatment}) say (个人信息保护法 51); without a rule it is hidden.

    `strict`: it is a list of people, where a column that nobody knows is hidden too; else only tables with names or identity
    numbers are about people, and unknown columns stay. Tables (`| a | b |`, or cells parted by tabs) go by their headings, other lines by “姓名：…”, and numbers wherever they stand.
    """
    out = list(text)
    for cell, field in _fields(text, strict):
        out[cell.start : cell.start + len(cell.text)] = cover(field, rules.get(field, HIDDEN), cell.text)
    for finding in privacy.find("".join(out)):
        field = OF_FINDING[finding.kind]
        piece = "".join(out[finding.start : finding.end])
        out[finding.start : finding.end] = cover(field, rules.get(field, HIDDEN), piece, finding.kind)
    return "".join(out)


def unknown(text: str) -> list[str]:
    """Headings of tables with personal data that no field and no neutral word explains; they are hidden."""
    found = [cell.text for row in _headings(text) for cell in row if field_of(cell.text) is None]
    return list(dict.fromkeys(found))


def shown_more(text: str, rules: Mapping[str, str], strict: bool = True) -> list[str]:
    """Labels of the fields of which the text shows more than the rules allow."""
    now = covered(text, rules, strict)
    if now == text:
        return []
    wrong = [
        LABELS.get(field, "没有规定的一列")
        for cell, field in _fields(text, strict)
        if now[cell.start : cell.start + len(cell.text)] != cell.text
    ]
    wrong += [
        LABELS[OF_FINDING[finding.kind]]
        for finding in privacy.find(text)
        if now[finding.start : finding.end] != text[finding.start : finding.end]
    ]
    return list(dict.fromkeys(wrong)) or ["个人信息"]


def strictest(rows) -> dict[str, str]:
    """{field: treatment} of (field, treatment) pairs; where several speak, the one that shows least."""
    found: dict[str, str] = {}
    for field, treatment in rows:
        found[field] = max(found.get(field, SHOW), treatment, key=STRICTEST.index)
    return found


def cover(field: str, treatment: str, value: str, kind: str = "") -> str:
    """One value, as long as before."""
    if treatment == SHOW or (field == "name" and not re.search(r"[^\W\d_]", value)):
        return value  # a number under a heading like 救助对象 counts people, it names none
    if treatment == HIDDEN:
        return _stars(value, 0)
    if field == "name":
        return re.sub(r"[^、，,；;/\s]+", lambda name: _name(name[0]), value)
    if field == "address":
        kept = NEIGHBOURHOOD.match(value)
        return _stars(value, kept.end()) if kept else _stars(value, 0)
    if field == "birth":
        return _stars(value, 4)
    if field in KIND:
        return privacy.mask(value, [privacy.Finding(kind or KIND[field], 0, len(value))])
    return _stars(value, 0)


def _stars(value: str, kept: int) -> str:
    return value[:kept] + "".join("*" if c.isalnum() else c for c in value[kept:])


def _name(name: str) -> str:
    """The surname, then asterisks; a name already written with 某 or * stays, and so does that of an organisation."""
    person = "·" in name or len(name) <= 4
    if not person or "*" in name or "某" in name or (len(name) > 3 and ORGANISATION.search(name)):
        return name
    return _stars(name, surname(name))


def surname(name: str) -> int:
    """How many characters the family name has, which stays readable where a name is covered (个人信息保护法 73)."""
    return 2 if SURNAMES.match(name) and len(name) > 2 else 1


def _fields(text: str, strict: bool) -> Iterator[tuple[Cell, str]]:
    """Every value that stands under a personal heading or after a personal label, with its field."""
    heading: list[str | None] = []
    for line, start in _lines(text):
        cells = _cells(line, start)
        if len(cells) < 2:
            heading = []
            yield from _labelled(line, start)
        elif _is_heading(cells, first=not heading):
            heading = _columns(cells, strict)
        elif heading:
            named = heading + [None if strict else ""] * (len(cells) - len(heading))
            pairs = zip(cells, named, strict=False)
            yield from ((c, f or "unknown") for c, f in pairs if f != "" and not TOTALS.fullmatch(c.text))
        else:
            yield from _labelled(line, start)


def _columns(cells: list[Cell], strict: bool) -> list[str | None]:
    """The field of each column; outside a list of people only known ones, and none where no person is named."""
    fields = [field_of(cell.text) for cell in cells]
    if strict:
        return fields
    about_people = {"name", "id_number"} & set(fields)
    return [field or "" for field in fields] if about_people else [""] * len(fields)


def _headings(text: str) -> Iterator[list[Cell]]:
    heading = False
    for line, start in _lines(text):
        cells = _cells(line, start)
        if len(cells) < 2:
            heading = False
        elif _is_heading(cells, first=not heading):
            heading = True
            yield cells


def _is_heading(cells: list[Cell], first: bool) -> bool:
    """The first row that names a personal field; within a table, only a row of nothing but headings."""
    words = [cell.text.strip() for cell in cells if cell.text.strip()]
    if any(len(word) > 16 or re.search(r"\d{4}|\*|[：:]\S", word) for word in words):
        return False
    fields = [field_of(word) for word in words]
    return any(fields) and (first or (None not in fields and len(words) > 1))


def _lines(text: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in text.split("\n"):
        yield line, start
        start += len(line) + 1


def _cells(line: str, start: int) -> list[Cell]:
    mark = "\t" if "\t" in line else "|" if line.lstrip().startswith("|") else ""
    if not mark:
        return []
    cells, at = [], start
    for piece in line.split(mark):
        lead = len(piece) - len(piece.lstrip())
        cells.append(Cell(piece.strip(), at + lead))
        at += len(piece) + 1
    return cells[1:-1] if mark == "|" else cells


def _labelled(line: str, start: int) -> Iterator[tuple[Cell, str]]:
    """Values after a label; an office's own contacts are no one's personal data, and a private number is found anyway."""
    for match in LABELLED.finditer(line):
        field = field_of(match[1])
        if not field or field in ("phone", "email") or OFFICE.search(match[1]):
            continue
        if field == "name" and not NAMED.search(match[1]):
            continue
        if field != "address" or HOME.search(match[1]):
            yield Cell(match[2].rstrip(), start + match.start(2)), field
