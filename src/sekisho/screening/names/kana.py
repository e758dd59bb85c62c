"""Kana in Latin letters: Hepburn as passports and firms write it, and the other usual ways."""

from __future__ import annotations

from functools import lru_cache

_ROWS = """
あ a|い i|う u|え e|お o|か ka|き ki|く ku|け ke|こ ko|さ sa|し shi|す su|せ se|そ so|た ta|ち chi|つ tsu|て te|と to|な na|に ni|ぬ nu
ね ne|の no|は ha|ひ hi|ふ fu|へ he|ほ ho|ま ma|み mi|む mu|め me|も mo|や ya|ゆ yu|よ yo|ら ra|り ri|る ru|れ re|ろ ro|わ wa|ゐ i|ゑ e
を o|ん n|が ga|ぎ gi|ぐ gu|げ ge|ご go|ざ za|じ ji|ず zu|ぜ ze|ぞ zo|だ da|ぢ ji|づ zu|で de|ど do|ば ba|び bi|ぶ bu|べ be|ぼ bo
ぱ pa|ぴ pi|ぷ pu|ぺ pe|ぽ po|ゔ vu|ぁ a|ぃ i|ぅ u|ぇ e|ぉ o|ゃ ya|ゅ yu|ょ yo|ゎ wa|ゕ ka|ゖ ke
きゃ kya|きゅ kyu|きょ kyo|しゃ sha|しゅ shu|しょ sho|ちゃ cha|ちゅ chu|ちょ cho|にゃ nya|にゅ nyu|にょ nyo|ひゃ hya|ひゅ hyu|ひょ hyo
みゃ mya|みゅ myu|みょ myo|りゃ rya|りゅ ryu|りょ ryo|ぎゃ gya|ぎゅ gyu|ぎょ gyo|じゃ ja|じゅ ju|じょ jo|びゃ bya|びゅ byu|びょ byo
ぴゃ pya|ぴゅ pyu|ぴょ pyo|ぢゃ ja|ぢゅ ju|ぢょ jo|しぇ she|ちぇ che|じぇ je|てぃ ti|でぃ di|とぅ tu|どぅ du|てゅ tyu|でゅ dyu|ふぁ fa
ふぃ fi|ふぇ fe|ふぉ fo|ふゅ fyu|うぃ wi|うぇ we|うぉ wo|ゔぁ va|ゔぃ vi|ゔぇ ve|ゔぉ vo|つぁ tsa|つぃ tsi|つぇ tse|つぉ tso|いぇ ye
くぁ kwa|くぃ kwi|くぇ kwe|くぉ kwo|ぐぁ gwa|すぃ si|ずぃ zi
"""
_HEPBURN = dict(pair.split() for row in _ROWS.strip().split("\n") for pair in row.split("|"))
_KUNREI = (
    ("sha", "sya"), ("shu", "syu"), ("sho", "syo"), ("shi", "si"), ("cha", "tya"), ("chu", "tyu"), ("cho", "tyo"),
    ("chi", "ti"), ("tsu", "tu"), ("ja", "zya"), ("ju", "zyu"), ("jo", "zyo"), ("ji", "zi"), ("fu", "hu"),
)  # fmt: skip


def hiragana(text: str) -> str:
    """Katakana as hiragana; everything else as it is."""
    return "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else sign for sign in text)


@lru_cache(8192)
def romaji(text: str) -> str:
    """Kana in Hepburn with every long vowel written out as in kana (さとう "satou", コーヒー "koohii"); other signs are dropped."""
    text = hiragana(text)
    out: list[str] = []
    double = False
    at = 0
    while at < len(text):
        pair = text[at : at + 2]
        sign = text[at]
        if len(pair) == 2 and pair in _HEPBURN:
            syllable, at = _HEPBURN[pair], at + 2
        elif sign == "っ":
            double, at = True, at + 1
            continue
        elif sign == "ー":
            if out and out[-1][-1] in "aeiou":
                out.append(out[-1][-1])
            at += 1
            continue
        else:
            syllable, at = _HEPBURN.get(sign, ""), at + 1
        if not syllable:
            continue
        if double and syllable[0] not in "aeioun":
            out.append("t" if syllable.startswith("ch") else syllable[0])
        double = False
        out.append(syllable)
    return "".join(out)


def shortened(latin: str) -> str:
    """Romaji without long vowels, as passports write it: satou "sato", yuuki "yuki", oono "ono"."""
    for long, short in (("ou", "o"), ("oo", "o"), ("uu", "u")):
        latin = latin.replace(long, short)
    return latin


@lru_cache(8192)
def spellings(latin: str) -> tuple[tuple[str, float], ...]:
    """The usual Latin spellings of romaji that writes its long vowels out, with costs in nats; at most six."""
    short = shortened(latin)
    found: dict[str, float] = {short: 0.0}
    for text, cost in (
        (latin, 1.2 if latin != short else 0.0),
        (_before_labials(short), 1.2),
        (latin.replace("ou", "oh").replace("oo", "oh"), 1.8),
        (_kunrei(short), 2.3),
        (short.replace("v", "b"), 2.0),
        (_kunrei(latin), 3.0),
    ):
        if cost < found.get(text, 9.0):
            found[text] = cost
    return tuple(sorted(found.items(), key=lambda pair: pair[1])[:6])


def _before_labials(latin: str) -> str:
    for labial in "bpm":
        latin = latin.replace("n" + labial, "m" + labial)
    return latin


def _kunrei(latin: str) -> str:
    for hepburn, kunrei in _KUNREI:
        latin = latin.replace(hepburn, kunrei)
    return latin
