"""Reads numbers, quantities and sums of money as they are typed in Japan and China, and writes them as a file does."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from sekisho.logic.units import plain_text

from .unreadable import Unreadable

_MYRIADS: Final = {"万": 10**4, "萬": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12}
_SMALL: Final = {"千": 1000, "百": 100}
_UNITS: Final = {
    "キログラム": "kg", "千克": "kg", "公斤": "kg", "グラム": "g", "毫克": "mg", "ミリグラム": "mg", "微克": "ug", "克": "g",
    "トン": "t", "公吨": "t", "吨": "t", "キロメートル": "km", "公里": "km", "千米": "km", "センチメートル": "cm", "センチ": "cm",
    "厘米": "cm", "ミリメートル": "mm", "毫米": "mm", "ミリ": "mm", "マイクロメートル": "um", "ミクロン": "um", "微米": "um",
    "ナノメートル": "nm", "纳米": "nm", "奈米": "nm", "メートル": "m", "米": "m", "ミリ秒": "ms", "毫秒": "ms",
    "マイクロ秒": "us", "微秒": "us", "ナノ秒": "ns", "纳秒": "ns", "秒": "s", "小时": "h", "時間": "h", "分钟": "min",
    "千赫兹": "kHz", "千赫": "kHz", "兆赫兹": "MHz", "兆赫": "MHz", "吉赫兹": "GHz", "吉赫": "GHz", "キロヘルツ": "kHz",
    "メガヘルツ": "MHz", "ギガヘルツ": "GHz", "ヘルツ": "Hz", "赫兹": "Hz", "千瓦": "kW", "兆瓦": "MW", "毫瓦": "mW",
    "キロワット": "kW", "メガワット": "MW", "ミリワット": "mW", "ワット": "W", "瓦": "W", "千伏": "kV", "キロボルト": "kV",
    "ボルト": "V", "伏": "V", "摄氏度": "degC", "パーセント": "%", "千帕": "kPa", "兆帕": "MPa", "帕": "Pa", "パスカル": "Pa",
    "件": "piece", "只": "piece", "支": "piece", "基": "piece", "セット": "set", "升": "L", "リットル": "L",
}  # fmt: skip
_CURRENCIES: Final = {
    "人民币元": "CNY", "人民币": "CNY", "人民元": "CNY", "人民幣": "CNY", "RMB": "CNY", "米ドル": "USD", "米弗": "USD",
    "美元": "USD", "美金": "USD", "US$": "USD", "日本円": "JPY", "日元": "JPY", "日圆": "JPY", "円": "JPY", "ユーロ": "EUR",
    "欧元": "EUR", "€": "EUR", "英ポンド": "GBP", "ポンド": "GBP", "英镑": "GBP", "£": "GBP", "ウォン": "KRW", "韩元": "KRW",
    "₩": "KRW", "新台币": "TWD", "新台幣": "TWD", "台湾ドル": "TWD", "NT$": "TWD", "港元": "HKD", "港币": "HKD",
    "香港ドル": "HKD", "HK$": "HKD", "新加坡元": "SGD", "シンガポールドル": "SGD", "スイスフラン": "CHF", "瑞士法郎": "CHF",
}  # fmt: skip
_AMBIGUOUS: Final = {"元": ("CNY", "TWD"), "ドル": ("USD", "TWD"), "¥": ("JPY", "CNY"), "$": ("USD", "TWD")}
_BEFORE: Final = ((r"(?:at least|not less than|minimum|min\.?)\s+|至少|不少于|不低于|不小于", ">="),
                  (r"(?:at most|not more than|up to|maximum|max\.?)\s+|至多|不超过|不大于|不高于|最大", "<="),
                  (r"(?:more than|over|above|greater than)\s+|大于|超过|高于|多于", ">"),
                  (r"(?:less than|under|below)\s+|小于|少于|低于", "<"))  # fmt: skip
_AFTER: Final = (
    (r"以上|or more|and over", ">="),
    (r"以下|or less", "<="),
    (r"超|を超える|を超え", ">"),
    (r"未満|未满", "<"),
)
_NUMBER: Final = r"\d+(?:\.\d+)?"
_COUNTED: Final = re.compile(
    rf"(?:{_NUMBER}\s*[千百]?\s*[万萬億亿兆千百]\s*(?![克米瓦伏赫帕]))+(?:{_NUMBER})?"
)
_THOUSANDS: Final = re.compile(r"(?<![\d.,])([1-9]\d{0,2}(?:,\d{3})+)(?![\d,])")
_TILDE: Final = re.compile(
    r"\s*[〜～~∼]\s*|(?<=[\d%a-zA-Z])\s*[–—]\s*(?=[\d])|(?<=\d)\s*(?:から|至|到)\s*(?=\d)|(?<=\d)\s+to\s+(?=\d)"
)
_VAGUE: Final = re.compile(
    r"^\s*(?:約|约|およそ|大约|大約|about|approx\.?|approximately|ca\.?|circa|around)\s*", re.I
)


def read_number_text(words: str, *, money: bool = False) -> str:
    """What was typed as a transaction file writes it: `１億２０００万円` becomes `120000000 JPY`, `8〜14 µm` becomes `8..14 um`,
    `1,500 mm` becomes `1500 mm`, `２．４ｎｍ以下` becomes `<=2.4nm`. The unit stays as it was typed where it is none of ours.

    Raises Unreadable for `about 5 mm` (write a band), for a comma that is no thousands, and for a currency with two readings.
    """
    if _VAGUE.match(words):
        raise Unreadable("check.number-vague", words.strip())
    plain = (
        plain_text(_TILDE.sub("..", unicodedata.normalize("NFKC", _kept(words))))
        .replace("⩽", "<=")
        .replace("⩾", ">=")
    )
    plain = _bounds(plain)
    plain = _THOUSANDS.sub(lambda match: match[1].replace(",", ""), plain)
    if re.search(r"\d,\d", plain):
        raise Unreadable("check.number-comma", words.strip())
    if "兆" in (match[0] if (match := _COUNTED.search(plain)) else "") and "円" not in plain:
        raise Unreadable(
            "check.number-counted", words.strip()
        )  # 10^12 in Japan and Taiwan, 10^6 on the mainland
    plain = _COUNTED.sub(lambda match: _decimal(match[0], words), plain)
    plain = _currencies(plain, words) if money else _units(plain)
    return re.sub(r"\s+", " ", plain).strip()


def _kept(words: str) -> str:
    """Signs that normalisation would take apart stay whole: ℃ and superscripts are read by the table of units."""
    return plain_text(words) if re.search("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻℃℉Å]", words) else words


def _bounds(plain: str) -> str:
    """Words for at least and at most, before or after the number, as signs."""
    for pattern, sign in _BEFORE:
        match = re.match(pattern, plain, re.I)
        if match:
            return sign + plain[match.end() :].strip()
    for pattern, sign in _AFTER:
        match = re.search(rf"\s*(?:{pattern})\s*$", plain, re.I)
        if match:
            body = plain[: match.start()].strip()
            # 8以上14以下 is a band; two bounds in one text are read where each has its number
            inner = re.fullmatch(rf"({_NUMBER})\s*(\S*?)\s*(以上|超)\s*({_NUMBER}.*)", body)
            if inner and sign in {"<", "<="}:
                low = ">" if inner[3] == "超" else ""
                high = "<" if sign == "<" else ""
                return f"{low}{inner[1]} {inner[2]}..{high}{inner[4]}".replace(" ..", "..")
            return sign + body
    return plain


def _decimal(counted: str, words: str) -> str:
    """The number of 1億2000万 or 3千万; each step has to be smaller than the one before."""
    total, section, last_great = Decimal(0), Decimal(0), 10**16
    number: Decimal | None = None
    last_small = 10**4
    for token in re.findall(rf"{_NUMBER}|[万萬億亿兆千百]", counted):
        if token in _SMALL:
            if number is None or _SMALL[token] >= last_small:
                raise Unreadable("check.number-counted", words.strip())
            section, number, last_small = section + number * _SMALL[token], None, _SMALL[token]
        elif token in _MYRIADS:
            if (number is None and not section) or _MYRIADS[token] >= last_great:
                raise Unreadable("check.number-counted", words.strip())
            total += (section + (number or 0)) * _MYRIADS[token]
            section, number, last_great, last_small = Decimal(0), None, _MYRIADS[token], 10**4
        elif number is not None:
            raise Unreadable("check.number-counted", words.strip())
        else:
            number = Decimal(token)
    rest = section + (number or 0)
    if total and rest >= last_great:
        raise Unreadable("check.number-counted", words.strip())
    found = f"{total + rest:f}"
    return (found.rstrip("0").rstrip(".") if "." in found else found) + " "


def _units(plain: str) -> str:
    for written in sorted(_UNITS, key=len, reverse=True):
        plain = re.sub(rf"(?<=[\d\s.]){re.escape(written)}(?![\w])", f" {_UNITS[written]}", plain)
    return plain


def _currencies(plain: str, words: str) -> str:
    for written in sorted(_CURRENCIES, key=len, reverse=True):
        found = plain.upper().find(written.upper())
        if found >= 0:
            rest = plain[:found] + " " + plain[found + len(written) :]
            return f"{rest.strip()} {_CURRENCIES[written]}"
    for sign, (first, second) in _AMBIGUOUS.items():
        if sign in plain and not re.search(r"[A-Z]{3}", plain):
            raise Unreadable("check.money-two-readings", words.strip(), sign, first, second)
    return plain
