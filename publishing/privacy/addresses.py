"""Home addresses, told from the addresses of offices, projects and companies."""

import re
from bisect import bisect

from publishing.privacy import labels
from publishing.privacy.finding import Finding

# Words that can only introduce somebody's home.
HOME = re.compile(
    r"(?:家庭(?:详细)?(?:住址|地址)|(?:现|居)住(?:详细)?地?址|现?居住地(?:址)?|现?住址|户籍(?:所在)?(?:地址|地)|户口所在地(?:址)?|户籍|"
    r"籍贯地址|(?:寄递|收件|收货|邮寄收件)地址|现住地|(?:现|家|租|暂|同|常)住(?:地|于|在)?|(?:^|(?<=[，,。；;（(、：: \t\n“]))住(?:地址?|在|于)?(?![所宅房建院户宿处区址用持保]))"
    r"(?:为|是|在|于)?[：: ]{0,3}"
)
# Words that introduce a home or an office; the address itself has to tell.
EITHER = re.compile(
    r"(?:居住[在于]|住所地?|(?:通[讯信]|联系|邮寄|送达|详细|邮政)地址|地址|住[在于])(?:为|是|在|于)?[：: ]{0,3}"
)
NUM = r"(?:\d{1,5}|[一二三四五六七八九十百〇零]{1,5}|[甲乙丙丁东西南北前后]|[A-Za-z])"
UNIT = r"(?:号楼|号院|号门|弄|巷|组|号|栋|幢|座|单元|室|户|层|楼|队|社|房|号房|门|#)"
STEP = re.compile(
    rf"{NUM}(?:[-之]{NUM}){{0,3}} ?{UNIT}(?:\d{{1,4}}(?:-\d{{1,4}}){{0,3}}(?!\d|{UNIT}))?|\d{{1,4}}(?:-\d{{1,4}}){{1,3}}(?!\d|{UNIT})"
)
# A blank may stand between a number and its unit, or between two parts: 城东路 12 号 3 幢.
BODY = re.compile(
    r"(?:[\u4e00-\u9fff0-9A-Za-z·#－-]|(?<=\d) (?=[号弄巷组栋幢座单室户层楼队社房])|(?<=[号弄幢栋楼元路街巷村组]) (?=\d)){3,70}"
)
RESIDENCE = re.compile(
    r"小区|新村|花园|花苑|家园|[苑庭府邸湾坊居]\d|公寓|宿舍|家属|[里园城]\d|弄\d|村[\u4e00-\u9fff]{0,6}(?:\d|[一二三四五六七八九十])|"
    r"[村屯庄寨][\u4e00-\u9fff\d]{0,8}[组队社]|安置房|单元|\d(?:栋|幢)[\d\u4e00-\u9fff]{0,6}\d室"
)
HOUSEHOLD = re.compile(
    rf"\d室|{NUM}[组队社屯]{NUM}{{1,3}}号|单元{NUM}|(?:村|庄|屯|寨|社区){NUM}{{1,4}}号|弄{NUM}{{1,4}}号|[栋幢]\d{{3,4}}|\d-\d{{1,2}}-\d{{3,4}}"
)
PUBLIC = re.compile(
    r"行政中心|政府|大厅|服务中心|交易中心|管理局|[县市省区]局|委员会|公司|集团|医院|学校|中学|小学|大学|派出所|法院|检察院|机关|大厦|广场|写字楼|"
    r"产业园|工业园|科技园|创业园|商[铺场城]|门[面市]|会议室|开标室|办公[室楼区]|银行|车间|厂房|仓库|项目部|工地|酒店|宾馆|超市|市场|车站|公园"
)
LIVING = re.compile(r"家属|宿舍|公寓")
OFFICE_BEFORE = re.compile(
    r"办公|受理|地点|位于|坐落|公司|中心|注册|经营|场所|递交|范围|项目|单位|机构|窗口|报名|工地|建设地|厂|合作社|商行|经营部|店|法定代表人|招标|采购|大厅|[县市省区]局|政府"
)
PERSON = re.compile(
    r"户主|[男女](?:[，,、 \t]|$)|花名册|名单|对象|姓名|本人|当事人|被执行人|病例|申请人|监护人|患者|户籍|住址|家庭"
)
CLAUSE = re.compile(r"[^，。；;,、\n\t!?（）()“”\"|：: ]+")


def addresses(text: str, people: list[int]):
    """Labelled homes, and unlabelled ones in a row that names a person; people: offsets of other personal data."""
    for label in HOME.finditer(text):
        yield from _after(text, label, sure=True)
    for label in EITHER.finditer(text):
        yield from _after(text, label, sure=False)
    yield from _unlabelled(text, people)


def _after(text, label, sure):
    body = BODY.match(text, label.end())
    end = _end(body[0]) if body else 0
    if not end:
        return
    piece = body[0][:end]
    if _office(piece, text[label.end() + end : label.end() + end + 8]):
        return
    if sure or (_lived_in(piece) and not OFFICE_BEFORE.search(_sentence(text, label.start()))):
        yield Finding("address", label.end(), label.end() + end)


def _end(body: str) -> int:
    """Where the last numbered part of an address ends, 0 if it has none."""
    end = 0
    for step in STEP.finditer(body):
        end = step.end()
    return end


def _office(piece: str, rest: str) -> bool:
    return bool(PUBLIC.search(piece + rest)) and not LIVING.search(piece)


def _lived_in(piece: str) -> bool:
    return bool(RESIDENCE.search(piece) and HOUSEHOLD.search(piece))


def _sentence(text, start, reach=60) -> str:
    words = text[max(0, start - reach) : start]
    return re.split(r"[。；\n]", words)[-1]


def _unlabelled(text, people):
    for clause in CLAUSE.finditer(text):
        if len(clause[0]) > 70 or not HOUSEHOLD.search(clause[0]):
            continue
        piece = clause[0][: _end(clause[0])]
        if len(piece) >= 6 and _lived_in(piece) and _about_person(text, clause, piece, people):
            yield Finding("address", clause.start(), clause.start() + len(piece))


def _about_person(text, clause, piece, people) -> bool:
    words = _sentence(text, clause.start(), 60)
    if _office(piece, text[clause.start() + len(piece) : clause.end()]) or OFFICE_BEFORE.search(
        words + piece
    ):
        return False
    first = bisect(people, clause.start() - 80)
    near = first < len(people) and people[first] < clause.start() + 80
    return near or bool(PERSON.search(words)) or labels.headed(text, clause.start(), HOME)
