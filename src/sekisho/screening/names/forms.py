"""How a name can be written in folded Latin words: the common ground on which names of every script meet.

A name becomes tokens. Each token has forms: what it may look like in Latin letters, by transliteration, by translation
(研究所 is "institute"), by a known spelling. A listed name and a name that is asked for are turned into forms in the same way, and
two tokens meet where a form of one meets a form of the other.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Relation(StrEnum):
    """By which way a form was reached from what is written; shown to the user as the reason for a match."""

    AS_WRITTEN = "as-written"
    FOLDED = "folded"  # case, accents, punctuation
    TRANSLITERATION = "transliteration"  # Cyrillic, Arabic, Greek and other alphabets
    PINYIN = "pinyin"
    POLYPHONE = "polyphone"  # another Mandarin reading of the character
    WADE_GILES = "wade-giles"
    CANTONESE = "cantonese"
    ROMAJI = "romaji"
    KANJI_READING = "kanji-reading"
    REVISED = "revised-romanisation"
    MCCUNE = "mccune-reischauer"
    USUAL_SPELLING = "usual-spelling"  # Kim, Lee, Park; Mohammed, Alexander
    HANJA = "hanja"
    TRANSLATION = "translation"
    ABBREVIATION = "abbreviation"
    NUMBER = "number"


class Role(StrEnum):
    """What a token does in its name. Only words carry a name; the others say little when they differ."""

    WORD = "word"
    LEGAL_FORM = "legal-form"  # Co., Ltd., 株式会社: forms hold a canonical class ("ltd", "jsc", "gmbh")
    NUMBER = "number"
    INITIAL = "initial"
    PARTICLE = "particle"  # of, and, the, al-, de
    TITLE = "title"  # Mr, Dr, Sheikh


@frozen
class Form:
    """One way to write a token: one or several Latin words in lower case, the way there, and its cost.

    `cost` is in nats: 0 for the likeliest way, higher for a way that fewer writers take (minus the logarithm of how often
    it is taken, relative to the likeliest).
    """

    words: tuple[str, ...]
    relation: Relation = Relation.FOLDED
    cost: float = 0.0


@frozen
class Token:
    """A piece of a name, as it is written there, with its forms (the likeliest first) and its role."""

    written: str
    forms: tuple[Form, ...]
    role: Role = Role.WORD


@frozen
class NameForms:
    """A name in all its forms. `native` is the name folded in its own script, for Han, kana, hangul, Cyrillic and Arabic
    (traditional, simplified and Japanese characters made one; no blanks, no legal form); "" for Latin names.
    """

    written: str
    script: str  # ISO 15924: Latn, Cyrl, Arab, Hani, Kana, Hang, Grek, …; the script of most letters
    tokens: tuple[Token, ...]
    native: str = ""
