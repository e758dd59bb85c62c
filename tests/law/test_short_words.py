"""Whom duties bind and what the doors of bans are, is said in all three languages."""

from sekisho.law import load_law
from sekisho.words.short_law_words import BINDS, DOORS, binds_words, door_words


def test_every_short_word_of_the_law_is_translated() -> None:
    provisions = list(load_law().all_provisions())
    binds = {word for one in provisions if (word := getattr(one, "binds", ""))}
    doors = {word for one in provisions if (word := getattr(one, "door", ""))}
    assert binds - BINDS.keys() == set(), "add them to words/short_law_words.py in Japanese and Chinese"
    assert doors - DOORS.keys() == set(), "add them to words/short_law_words.py in Japanese and Chinese"


def test_no_door_promises() -> None:
    """What is refused in principle is not called possible without saying so."""
    for english, (ja, zh) in DOORS.items():
        if "in principle refused" in english:
            assert "原則として不" in ja and "原则上不予" in zh
    assert (
        binds_words("exporter", "ja") == "輸出者"
        and door_words("special application to MOFCOM", "zh") == "向商务部提出特别申请"
    )
