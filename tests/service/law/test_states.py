"""How a whole instrument stands over time."""

from datetime import date

from sekisho.law import load_law
from sekisho.service.law.states import instrument_spans

LAW = load_law()


def test_a_measure_begins_with_its_own_text() -> None:
    """Neither what says how fully a list is modelled nor the older dates of entries that it took over make it older."""
    for id in ("cn-2025-mofcom-gacc-18", "cn-2024-mofcom-51"):
        instrument = LAW.instruments[id]
        assert instrument.published is not None
        assert instrument_spans(LAW, instrument)[0].start >= min(
            instrument.published, *(v.start for v in instrument.versions if v.start)
        )
    assert instrument_spans(LAW, LAW.instruments["cn-2025-mofcom-gacc-18"])[0].start == date(2025, 4, 4)


def test_no_instrument_is_in_force_before_it_was_published_unless_it_says_so() -> None:
    early = [
        one.id
        for one in LAW.instruments.values()
        for span in instrument_spans(LAW, one)[:1]
        if one.published
        and (span.start is None or span.start < one.published)
        and not any(v.start and v.start < one.published for v in one.versions)
    ]
    assert early == []
