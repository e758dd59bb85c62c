"""Names of parties as announcements of the Ministry of Commerce of China write them."""

from __future__ import annotations

import re

from attrs import evolve, frozen

from sekisho.sources.formats.mofcom_page import plain
from sekisho.sources.records import ListedName, NameKind

OPEN, CLOSE = "（(［[", "）)］]"
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ORGANISATION = re.compile(
    r"(?:公司|集团|企业|会社|大学|学院|学校|研究院|研究所|试验所|研究中心|实验室|中心|机构|组织|协会|学会|联盟|联合会|"
    r"基金会|委员会|论坛|智库|银行|工厂|船厂|兵工厂|办公室|事务所|总局|司令部|部队|"
    r"Inc\.?|Corp\.?|Corporation|Company|Co\.?|Ltd\.?|Limited|LLC|L\.L\.C\.|LP|GmbH|AG|S\.A\.?|S\.p\.A\.?|S\.r\.l\.?|B\.V\.?|N\.V\.?|"
    r"Group|University|Institute|Laborator(?:y|ies)|Center|Centre|Agency|Foundation)$"
)
_SCOPE = re.compile(
    r"(?:及其|以及其|和其|及)(?:所属|下属|控股|附属|全资|关联)?(?:的)?(?:分支机构|子公司|分公司|关联公司|关联企业|附属机构|附属公司|各分支机构)(?:等)?$"
)
_LEADING = re.compile(
    r"^(?:以下|下列|上述|前述|参与|从事|涉及?|对|向|在|违反|与|为|协助|支持|帮助|存在|危害|损害|配合|曾|长期|近年来|可能|不能|无法|未能|"
    r"规避|转移|利用|向|制裁|打压|歧视)"
)
_LABEL = re.compile(
    r"^(?P<label>英文名称?|外文名称?|中文名称?|日文名称?|本地名称?|原名称?|曾用名|前身|又名|又称|亦称|别名|别称|简称|缩写|现名|地址|住所|注册地|所在地|邮编|邮政编码|"
    r"国家|国别|网址|网站|电话|职务|证件号码?|统一编号|注册号)\s*(?:为|是|[:：])?\s*(?P<value>.+)$"
)
_NAME_LABELS: dict[str, NameKind] = {
    "英文名": "alias", "外文名": "alias", "中文名": "alias", "日文名": "native", "本地名": "native", "原名": "former", "曾用名": "former",
    "前身": "former", "又名": "alias", "又称": "alias", "亦称": "alias", "别名": "alias", "别称": "alias", "简称": "alias", "缩写": "alias",
    "现名": "alias",
}  # fmt: skip


@frozen
class Named:
    """A party as one item of an announcement names it: names (the first is the primary one), what is said beside them."""

    names: tuple[ListedName, ...] = ()
    scope: str = ""  # "及其分支机构"
    address: str = ""
    postcode: str = ""
    country: str = ""  # as written
    branches: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The name under which it stands in the announcement."""
        return self.names[0].text if self.names else ""

    def with_line(self, line: str) -> Named | None:
        """This party with a line that stands below it (地址, 邮编, 又名 …), or None where that line is no such line."""
        labelled = _LABEL.match(line)
        return None if labelled is None else self._labelled(labelled["label"], labelled["value"].strip())

    def _labelled(self, label: str, value: str) -> Named:
        value = value.rstrip("；;，,。")
        kind = _NAME_LABELS.get(label.removesuffix("称")) or _NAME_LABELS.get(label)
        if kind:
            written = [plain(part) for part in re.split(r"[；;、]|\s/\s", value)]
            return evolve(
                self, names=together(self.names, tuple(name(part, kind) for part in written if part))
            )
        if label in {"地址", "住所", "注册地", "所在地"}:
            return evolve(self, address=self.address or value)
        if label in {"邮编", "邮政编码"}:
            return evolve(self, postcode=self.postcode or value)
        if label in {"国家", "国别"}:
            return evolve(self, country=self.country or value)
        return evolve(self, remarks=(*self.remarks, f"{label}：{value}"))


def name(text: str, kind: NameKind = "primary") -> ListedName:
    """A name with the language in which it is plainly written."""
    lang = "ja" if _KANA.search(text) else "zh" if _HAN.search(text) else "en" if _LATIN.search(text) else ""
    return ListedName(text, kind, lang)


def together(first: tuple[ListedName, ...], more: tuple[ListedName, ...]) -> tuple[ListedName, ...]:
    """Both, without a name that is there already."""
    seen = {folded(known.text) for known in first}
    return first + tuple(new for new in more if folded(new.text) and folded(new.text) not in seen)


def folded(text: str) -> str:
    """A name by which entries are told apart: without case, blanks and punctuation."""
    return "".join(mark for mark in text.casefold() if mark.isalnum())


def item(text: str) -> Named:
    """One party out of "中文名（English name）", of either alone, and of what follows in the same line."""
    text = plain(text).strip("；;，,。、 ")
    text, scope = _without_scope(text)
    described = re.match(r"([^，]{2,200}[）)])\s*，\s*(.{2,300})$", text)
    if described and not _ORGANISATION.search(text):  # "约翰·史密斯（John Smith），某公司首席执行官"
        text = described[1]
    front, groups = _groups(text)
    party = Named(scope=scope, remarks=(described[2],) if described and text == described[1] else ())
    if groups and not front:
        front, groups = groups[0], groups[1:]
    front, inner_scope = _without_scope(front.strip("；;，,。、 "))
    names: tuple[ListedName, ...] = (name(front),) if _says_something(front) else ()
    party = evolve(party, names=names, scope=scope or inner_scope)
    for group in groups:
        for part in re.split(
            r"[；;]|[，,]\s*(?=(?:又名|又称|亦称|别名|别称|简称|缩写|曾用名|原名|前身|地址|英文名|以下简称))",
            group,
        ):
            part = plain(part).removeprefix("以下").strip('，,。 “”"')
            if not _says_something(part):
                continue
            below = party.with_line(part)
            party = below or evolve(party, names=together(party.names, (name(part, "alias"),)))
    return party


def several(text: str) -> list[Named]:
    """The parties of an enumeration within a sentence: "A（X）、B（Y）和C（Z）"."""
    found: list[Named] = []
    for index, piece in enumerate(_pieces(_without_pointer(text))):
        if index == 0:
            piece = _without_description(piece)
        party = item(piece)
        if party.names:
            found.append(party)
    return found


def is_name(text: str) -> bool:
    """Whether a line can be a party's name: no sentence, no heading, no measure."""
    if not text or len(text) > 400 or not _says_something(text):
        return False
    if re.search(r"[。！？]|[：:]$|^\(?（?\d{4}年", text) or _LABEL.match(text):
        return False
    front, _ = _groups(text)
    return not re.match(
        r"(?:禁止|不批准|不予|取消|对于|正在|特殊|出口经营者|本公告|根据|自公布|附件|附：|附$|境外|任何|有关|商务部|如|申请|应当|"
        r"不可靠实体清单$|出口管制管控名单|关注名单|被列入|被移出|上一篇|下一篇|相关链接|打印|关闭|分享|责任编辑|来源|主办单位|承办单位|网站标识码|版权所有|联系|电话|邮编)",
        front,
    )


def looks_like_party(text: str) -> bool:
    """Whether an unnumbered line is plainly the name of an organisation."""
    front, groups = _groups(text)
    return is_name(text) and bool(
        _ORGANISATION.search(front.rstrip()) or (groups and _LATIN.search(groups[-1]))
    )


def _groups(text: str) -> tuple[str, list[str]]:
    """What stands before the brackets that end a text, and what is in those brackets; brackets within a name stay in it."""
    groups: list[str] = []
    rest = text.rstrip()
    while rest and rest[-1] in CLOSE:
        depth = 0
        for at in range(len(rest) - 1, -1, -1):
            depth += (rest[at] in CLOSE) - (rest[at] in OPEN)
            if depth == 0:
                break
        else:
            break
        if depth or not _ends_a_name(rest[:at], rest[at + 1 : -1]):
            break
        groups.insert(0, rest[at + 1 : -1])
        rest = rest[:at].rstrip()
    return rest, groups


def _ends_a_name(front: str, inside: str) -> bool:
    """Brackets with a part of a name, "(Taiwan)" after an English one, belong to it; a second name does not."""
    return bool(front.strip()) and bool(
        _HAN.search(inside) or _HAN.search(front) or not _LATIN.search(inside)
    )


def _pieces(text: str) -> list[str]:
    """An enumeration divided at its commas, where what stands before is a whole name."""
    parts: list[str] = []
    depth = start = 0
    for at, mark in enumerate(text):
        depth += (mark in OPEN) - (mark in CLOSE)
        depth = max(depth, 0)
        if depth or at < start:
            continue
        if mark in "、；;，,\n":
            width = 1
        elif link := re.match(r"以及|和|及(?!其)|与", text[at : at + 2]):
            width = link.end()
        else:
            continue
        before = text[max(start, at - 300) : at].rstrip()  # only how it ends is looked at
        if before[-1:] in tuple(CLOSE) or _ORGANISATION.search(before) or _SCOPE.search(before):
            parts.append(text[start:at])
            start = at + width
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _without_description(piece: str) -> str:
    """A name without what is said of the parties before it: "参与对台湾地区军售的"."""
    front = piece[: min((piece.find(mark) for mark in OPEN if mark in piece), default=len(piece))]
    at = front.rfind("的")
    return piece[at + 1 :] if at > 1 and _LEADING.match(front) else piece


def _without_pointer(text: str) -> str:
    """Without "（见附件）", which stands behind a name and is none."""
    return re.sub(r"[（(](?:名单)?(?:详?见|名单见)[^（）()]{0,40}[）)]", "", text)


def _without_scope(text: str) -> tuple[str, str]:
    found = _SCOPE.search(text)
    return (text[: found.start()].rstrip(), found[0]) if found and found.start() else (text, "")


def _says_something(text: str) -> bool:
    return bool(_HAN.search(text) or _KANA.search(text) or _LATIN.search(text))
