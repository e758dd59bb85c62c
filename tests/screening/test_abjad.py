"""Words in Arabic letters beside Latin words: what the letters say, and which listed words they may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekisho.screening import abjad
from sekisho.screening.index import NameIndex
from sekisho.screening.reasons import Query
from sekisho.sources.records import ListedName, ListedParty


def cost(written: str, latin: str) -> float:
    """What it costs to take a Latin word for one in Arabic letters, in nats."""
    return float(abjad.differences(abjad.readings(written), [abjad.spoken(latin)])[0])


@pytest.mark.parametrize(
    ("written", "right", "wrong"),
    [
        ("حجتی", "hojati", "hajda"),
        ("مددی", "madadi", "madi"),
        ("أنوري", "anwari", "nouri"),
        ("جرمان", "djermane", "iman"),
        ("علوش", "alouche", "alusi"),
        ("المتصدق", "almotassadeq", "munir"),
        ("محمد", "muhammed", "hamed"),
        ("نظام الدين", "nezamoldin", "nezam"),
        ("عبد الرحمن", "abderrahmane", "rahman"),
        ("ابو الفضل", "abolfazl", "fadel"),
        ("عزالدين", "ezzedine", "zeldin"),
        ("فيض", "faiz", "hafiz"),
        ("هدى", "hoda", "ahd"),
        ("قدير", "ghedeir", "qudrat"),
        ("شامي", "chami", "jami"),
        ("ستم", "sitam", "stm"),
        ("بوتين", "putin", "batin"),
        ("فلاديمير", "vladimir", "adamir"),
    ],
)
def test_the_right_spelling_is_nearer_than_a_likeness(written: str, right: str, wrong: str) -> None:
    assert cost(written, right) < cost(written, wrong) - 0.2
    assert cost(written, right) < 1.6


@given(st.text("ابتجحخدرزسشصطعغفقكلمنهوي ", max_size=24))
def test_any_letters_can_be_read(written: str) -> None:
    found = abjad.readings(written)
    assert len(found) <= abjad.MOST_READINGS
    assert [c for _, c in found] == sorted(c for _, c in found)
    assert all(said and abjad.frame(said) for said, _ in found)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_latin_word_can_be_spoken_and_is_filed(word: str) -> None:
    said = abjad.spoken(word)
    assert said
    assert abjad.keys_of(abjad.frame(said))


LISTED = (
    "Mohsen HOJATI",
    "Lubomyr HAJDA",
    "Ezzedine ISMAEL",
    "Hasan IZZ-AL-DIN",
    "Izz al-Din AL-HADDAD",
    "Shahabuddin DELAWAR",
    "Mohammed SHIHAB",
    "Mohammad Taher ANWARI",
    "Ibrahim TAHER",
    "Abolfazl NAZERI",
    "Abu AL-FADL",
    "Hossein NAZARI",
    "Hassan MADADI",
    "Madi KHAN",
    "Saidullah JAN",
    "ANSAR ALLAH",
    "Mohammad Baqer ZOLQADR",
    "Sayed Mohammed Baqir MOUSAVI",
    "Seyed Hadi MANSOURI",
    "Hadi MANSOURI",
    "Mohammad Reza MOHAMMADI",
    "Gholam Reza MAHMOUDI",
    "Vladimir PUTIN",
    "Maria BUTINA",
    "Mohammad AKBARZADA",
    *(f"Muhamad {one}" for one in ("Zamrini", "Mahalla", "Maalla", "Mualla", "Ardhan", "Wanndy", "Lumisa")),
)


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex.build(ListedParty("t", n, ("t",), "person", (ListedName(n),)) for n in LISTED)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("محسن حجتی", "Mohsen HOJATI"),
        ("عز الدين إسماعيل", "Ezzedine ISMAEL"),
        ("عزالدين اسماعيل", "Ezzedine ISMAEL"),
        ("شهاب الدين دلاور", "Shahabuddin DELAWAR"),
        ("محمد طاهر أنوري", "Mohammad Taher ANWARI"),
        ("ابو الفضل نظری", "Abolfazl NAZERI"),
        ("حسن مددی", "Hassan MADADI"),
        ("سعيدالله جان", "Saidullah JAN"),
        ("محمد باقر ذو القدر", "Mohammad Baqer ZOLQADR"),
        ("سید هادی منصوری", "Seyed Hadi MANSOURI"),
        ("محمد رضا محمدی", "Mohammad Reza MOHAMMADI"),
        ("فلاديمير بوتين", "Vladimir PUTIN"),
        ("محمد اکبرزاده", "Mohammad AKBARZADA"),
    ],
)
def test_the_right_party_comes_first(index: NameIndex, asked: str, first: str) -> None:
    assert index.search(Query(asked, kind="person"))[0].name.text == first
