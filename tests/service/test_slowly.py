"""Answers that take seconds: worked out once, told how far they are, forgotten when they fail."""

from __future__ import annotations

import threading

import pytest

from sekisho.service import slowly
from sekisho.service.slowly import Slowly, Told


def test_it_is_worked_out_once_and_told_on_the_way() -> None:
    book, gate, made = Slowly(), threading.Event(), []

    def make(told: Told) -> str:
        made.append(1)
        told(3, 10)
        gate.wait(10)
        return "answer"

    first = book.ask("key", make, 0.05)
    again = book.ask("key", make, 0.05)
    assert first is again and not first.ready.is_set() and (first.done, first.all) == (3, 10)
    gate.set()
    assert book.ask("key", make, 10).answer == "answer" and made == [1]
    assert book.ask("other", lambda _: "else", 10).answer == "else"


def test_a_failure_reaches_who_waits_and_is_tried_anew() -> None:
    book = Slowly()

    def fail(told: Told) -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        book.ask("key", fail, 10)
    assert book.ask("key", lambda _: "well", 10).answer == "well"


def test_what_nobody_waits_for_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slowly, "LONELY", 0.05)
    book, ended = Slowly(), threading.Event()

    def endless(told: Told) -> None:
        try:
            while True:
                told(0, 1)
                threading.Event().wait(0.01)
        finally:
            ended.set()

    book.ask("key", endless, 0.01)
    assert ended.wait(5)


def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slowly, "KEPT", 3)
    book, made = Slowly(), []
    for number in (0, 1, 2, 3, 4, 0):
        book.ask(number, lambda _, number=number: made.append(number), 10)
    assert made == [0, 1, 2, 3, 4, 0], "the oldest was forgotten and is worked out anew"


def test_too_many_at_once_are_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slowly, "MOST_WAITING", 2)
    book, gate = Slowly(), threading.Event()
    for key in ("a", "b"):
        book.ask(key, lambda _: gate.wait(10), 0.01)
    with pytest.raises(slowly.Busy):
        book.ask("c", lambda _: 1, 0.01)
    assert book.ask("a", lambda _: 1, 0.01) is not None, "who asked before may ask again"
    gate.set()
    assert book.ask("a", lambda _: 1, 10).ready.is_set() and book.ask("b", lambda _: 1, 10).ready.is_set()
    assert book.ask("c", lambda _: 1, 10).answer == 1
