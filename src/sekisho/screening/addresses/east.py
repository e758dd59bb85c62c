"""Reads addresses in Chinese, Japanese and Korean, from the largest part to the smallest."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from sekisho.screening.names import han

from .model import NOTHING, Address, Part
from .readings import native_part, places

_NUMERALS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "壹": "1",
    "贰": "2",
}
_CN_NUMBER = r"[0-9〇零一二三四五六七八九十百]+"
_COUNTRIES = (
    ("中华人民共和国", "CN"), ("中国", "CN"), ("香港", "HK"), ("澳门", "MO"), ("台湾", "TW"), ("日本国", "JP"), ("日本", "JP"),
    ("大韩民国", "KR"), ("韩国", "KR"),
)  # fmt: skip


def numeral(text: str) -> str:
    """A number in Chinese numerals below a thousand, or in digits, in digits."""
    if text.isdigit() and text.isascii():
        return text.lstrip("0") or "0"
    if "十" not in text and "百" not in text:
        return "".join(_NUMERALS.get(sign, sign) for sign in text)
    total, last = 0, 0
    for sign in text:
        if sign in "十百":
            total += (last or 1) * (10 if sign == "十" else 100)
            last = 0
        else:
            last = int(_NUMERALS.get(sign, sign)) if _NUMERALS.get(sign, sign).isdigit() else 0
    return str(total + last)


def _bare_number(text: str) -> str:
    return re.sub(r"^0+(?=\d)", "", text.lower().lstrip("-"))


def _tidy(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[‐‑‒–—―−－ー](?=\d)", "-", plain)


def _off(text: str, pattern: str) -> tuple[str, str]:
    """What a pattern finds at the beginning of a text, and the rest."""
    match = re.match(pattern, text)
    return (match[1], text[match.end() :].lstrip(" ,，、")) if match else ("", text)


def _find(text: str, pattern: str) -> tuple[str, str]:
    match = re.search(pattern, text)
    if match is None:
        return "", text
    return match[1], text[: match.start()] + " " + text[match.end() :]


def _by_table(text: str, country: str, level: str) -> str:
    family = {"CN": {"CN", "HK", "MO", "TW"}}.get(country, {country})
    for its, at, native, _ in places():
        if at == level and its in family and text.startswith(native):
            return native
    return ""


def read_chinese(written: str, text: str, country: str) -> Address:
    """A Chinese address: province, city, district, street, number, building, floor, room; traditional or simplified."""
    plain = re.sub(r"\s+", "", han.fold(_tidy(text)))
    found: dict[str, Any] = {}
    postcode, plain = _find(plain, r"(?<![0-9])(\d{6}|\d{5})(?![0-9号栋室楼层])")
    box, plain = _find(plain, r"(\d+)(?:号)?(?:信箱|邮箱|邮政信箱)")
    for name, code in _COUNTRIES[:5]:
        if plain.startswith(name):
            if code in {"HK", "MO", "TW"} or not country:
                country = code
            rest = re.sub(r"^(?:特别行政区|地区|省)", "", plain[len(name) :])
            plain = rest.lstrip(" ,，、")
    country = country or ("TW" if _by_table(plain, "TW", "city") else "CN")
    if country in {"HK", "MO"}:
        found["city"] = native_part("香港" if country == "HK" else "澳门", country)
    for _ in range(3):
        name = _by_table(plain, country, "district") if country == "HK" else ""
        if not name or re.match("[道路街里]", plain[len(name) :]):
            break  # a street that is named after its district
        found["district"] = native_part(name, country)  # the nearer place stands last
        plain = plain[len(name) :].lstrip("区,，、")
    region, plain = _off(plain, r"(?=.{2,8}(?:省|自治区))([^省区]{2,8}?)(?:省|(?:壮族|回族|维吾尔)?自治区)")
    if not region and country == "CN":
        region = _by_table(plain, country, "region")
        plain = re.sub("^市", "", plain[len(region) :])
    city, plain = _off(plain, r"([^市区县路街道号0-9]{2,6}?)(?:市|自治州|地区)")
    if not city:
        city = _by_table(plain, country, "city")
        plain = re.sub("^[市县]", "", plain[len(city) :])
    if region in {"北京", "上海", "天津", "重庆"} and not city:
        city = region
    district, plain = _off(plain, r"([^区县路街道号0-9]{1,6}?(?:新|新技术产业开发)?)(?:区|县|旗)")
    if not district:
        district, plain = _off(plain, r"([^市路街道号0-9]{2,4}?)市")
    _, plain = _off(plain, r"([^路号0-9]{2,5}?)(?:镇|乡|街道(?!\d))")
    room, plain = _find(plain, r"([A-Za-z]?-?\d+[A-Za-z]?)(?:号?室|号?房|单元)(?!\d*室)")
    floor, plain = _find(plain, rf"({_CN_NUMBER}|[GB]\d?)(?:层|楼|[Ff](?![a-z]))")
    if not room:
        room, plain = _find(plain, r"(?<=[ 座栋幢楼])([A-Za-z]?\d{3,4}[A-Za-z]?)$")
    block, plain = _find(plain, rf"({_CN_NUMBER}|[A-Za-z])(?:号楼|栋|幢|座|期)")
    street, number = _chinese_street(plain, found)
    if section := re.search(r"([一二三四五六七八九十])段$", street):
        found["section"] = section[1]
    building = re.search(
        _BUILDING,
        plain.replace(street, "", 1) if street else plain,
    )
    found.setdefault("city", native_part(city, country))
    return Address(
        written,
        country,
        native_part(region, country),
        found["city"],
        found.get("district", native_part(district, country)),
        _street_part(street, country),
        number,
        numeral(block or found.get("section", "")).lower(),
        native_part(building[1], country) if building else NOTHING,
        numeral(floor).lower() if floor else "",
        _bare_number(room),
        postcode,
        box,
    )


_BUILDING = (
    r"(?:号|^|[ ,，、)）])([^号 ,，、0-9]{2,14}?)"
    r"(?:大厦|大楼|广场|中心|写字楼|商务楼|工业园|科技园|创业园|花园|园区|之城|工厦|工业大厦)"
)
_STREET = (
    r"([^号,， ]{1,16}?(?:大道|大街|胡同|路|街|道|巷|弄|里)(?:[东西南北中]路?)?(?:[一二三四五六七八九十]段)?)"
)


def _chinese_street(plain: str, found: dict[str, Any]) -> tuple[str, str]:
    match = re.search(
        _STREET + rf"(?=第?({_CN_NUMBER}(?:[-、至~]\d+)?[A-Za-z]?)(?:号|弄|巷|$|[ ,，]))", plain
    )
    lane = re.search(rf"({_CN_NUMBER})(?:弄|巷)(\d+)号", plain)
    if match is not None and lane:
        return match[1], f"{numeral(lane[1])}-{numeral(lane[2])}"
    if match is None:
        match = re.search(_STREET, plain)
        bare = re.search(rf"({_CN_NUMBER}(?:[-、至~]\d+)?)号(?!楼)", plain)
        if match is None and bare and (named := re.search(r"([^ ,，、号0-9]{2,8})$", plain[: bare.start()])):
            return named[1], _range(bare[1])  # 孝陵卫200号: a place with a number and no street
        return (match[1] if match else ""), _range(bare[1]) if bare else ""
    return match[1], _range(match[2])


def _range(text: str) -> str:
    return "-".join(numeral(one) for one in re.split(r"[-、至~]", re.sub(r"[A-Za-z]$", "", text)))


def _street_part(street: str, country: str) -> Part:
    """A street under its name without its last word, and whole, for streets of which the English name is a translation."""
    street = re.sub(r"[一二三四五六七八九十]段$", "", street)
    street = re.sub(
        r"^.*(?:区|园|镇|乡|村|街道)(?=[^东西南北中路街道].{2,})", "", street
    )  # the area before it
    name = native_part(street_name(street), country)
    return (
        Part(street, tuple(dict.fromkeys((*name.keys, *native_part(street, country).keys[:6]))))
        if name
        else NOTHING
    )


def street_name(street: str) -> str:
    """A Chinese street without its last word (路, 街), as it is in English before Road and Street."""
    return re.sub(r"(?:大道|大街|胡同|路|街|道|巷|弄|里)(?=$|[东西南北中]$)", "", street, count=1)


def read_japanese(written: str, text: str, country: str) -> Address:
    """A Japanese address: prefecture, city, ward, town, chome-block-house, building, floor, room."""
    plain = _tidy(text)
    postcode, plain = _find(plain, r"〒?\s*(\d{3}-?\d{4})(?!\d|-)")
    plain = re.sub(r"\s+(?=[^\d\s])|(?<=[^\d\s])\s+", " ", plain).strip()
    plain = re.sub(r"^(?:日本国|日本)[,、 ]*", "", plain)
    region, plain = _off(plain, r"(東京都|北海道|(?:京都|大阪)府|[^\s\d]{2,3}県)")
    city, plain = _off(plain, r"([^\s\d市区町村]{1,7}?)[市]")
    ward, plain = _off(plain, r"([^\s\d市区町村]{1,5}?)区")
    if not city and not ward:
        _, plain = _off(plain, r"([^\s\d]{1,6}?)郡")
        city, plain = _off(plain, r"([^\s\d]{1,6}?)[町村]")
    room, plain = _find(plain, r"(\d+[A-Za-z]?)\s*号室")
    floor, plain = _find(plain, r"(\d+)\s*(?:階|F(?![a-z]))")
    numbers = re.search(
        rf"({_CN_NUMBER})(?:丁目|番地|番|号|の|-)(?:\s*({_CN_NUMBER}))?(?:番地?の?|号|の|-)?(?:({_CN_NUMBER}))?(?:号)?|(\d+)",
        plain,
    )
    town = (plain[: numbers.start()] if numbers else plain).strip(" ,、")
    after = plain[numbers.end() :].strip(" ,、") if numbers else ""
    number = "-".join(numeral(one) for one in numbers.groups() if one) if numbers else ""
    if town in {"大字", "字"}:
        town = ""
    building = re.sub(r"[\d\s-]+$", "", re.split(r"[ ,、(（]", after)[0])
    bare_region = re.sub(r"[都府県]$", "", region) if region != "北海道" else region
    if not city and region == "東京都":
        city = "東京"
    return Address(
        written,
        country or "JP",
        native_part(bare_region, "JP"),
        native_part(city, "JP"),
        native_part(ward, "JP"),
        native_part(re.sub(r"^大?字", "", town), "JP"),
        number,
        "",
        native_part(re.sub(r"ビル(?:ディング)?$|タワー$", "", building), "JP") if building else NOTHING,
        floor,
        room.lower(),
        postcode.replace("-", ""),
    )


def read_korean(written: str, text: str, country: str) -> Address:
    """A Korean address: province or city, city, district, street or dong, number, building, floor, room."""
    plain = _tidy(text)
    postcode, plain = _find(plain, r"(?<![\d-])(\d{5}|\d{3}-\d{3})(?![\d-])")
    found: dict[str, str] = {}
    number = block = floor = room = ""
    building: Part = NOTHING
    for word in re.findall(r"[^\s,()]+", plain):
        if (match := re.fullmatch(r"(.+?)(?:특별시|광역시|특별자치시|특별자치도)", word)) or (
            match := re.fullmatch(r"(.{1,4})도", word)
        ):
            found.setdefault("region", match[1])
        elif match := re.fullmatch(r"(\d+)(?:층|F)", word):
            floor = match[1]
        elif match := re.fullmatch(r"([A-Za-z]?\d+)호", word):
            room = match[1].lower()
        elif match := re.fullmatch(r"(\d+|[A-Za-z가-힣])동", word):
            block = match[1].lower()
        elif match := re.fullmatch(r"(\d+(?:-\d+)?)(?:번지|번)?", word):
            number = number or match[1]
        elif match := re.fullmatch(r"(.{2,}(?:로|길|대로)(?:\d+(?:번)?길)?)", word):
            found["street"] = match[1]
        elif match := re.fullmatch(r"(.+?)(시|군)", word):
            found.setdefault("city", match[1])
        elif match := re.fullmatch(r"(.+?)구", word):
            found.setdefault("district", match[1])
        elif match := re.fullmatch(r"(.+?)(?:동|읍|면|리)(?:\d+가)?", word):
            found.setdefault("town", match[1])
        elif match := re.fullmatch(r"(.+?)(?:빌딩|타워|센터|플라자|오피스텔|밸리)", word):
            building = native_part(match[1], "KR")
        elif word not in {"대한민국", "한국"} and re.fullmatch(
            r"서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|제주", word
        ):
            found.setdefault("region", word)
    city = found.get("city", "") or (found.get("region", "") if found.get("region") in _METROPOLES else "")
    street = found.get("street") or found.get("town", "")
    return Address(
        written,
        country or "KR",
        native_part(found.get("region", ""), "KR"),
        native_part(city, "KR"),
        native_part(found.get("district", ""), "KR"),
        _korean_street(street),
        number,
        block,
        building,
        floor,
        room,
        postcode.replace("-", ""),
    )


def _korean_street(street: str) -> Part:
    whole = native_part(street, "KR")
    name = native_part(re.sub(r"(?:대로|로|길)$", "", street), "KR")
    return Part(whole.written, tuple(dict.fromkeys((*whole.keys, *name.keys)))) if street else NOTHING


_METROPOLES = {"서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종"}
