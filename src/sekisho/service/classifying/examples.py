"""Product sheets to begin with: made-up products of made-up makers, with the values that the lists ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen

from sekisho.law.compiled import Law

from .sheets import empty, with_cannot, with_value


@frozen
class Example:
    """A product sheet that can be opened filled in."""

    id: str
    name: Mapping[str, str]
    kinds: tuple[str, ...]
    values: tuple[tuple[str, str, str, str], ...]  # attribute, value, page, measuring condition
    paper: str
    cannot: tuple[tuple[str, str], ...] = field(default=())


EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        "scanner",
        {"en": "Immersion scanner, overlay not stated", "ja": "液浸露光装置（重ね合わせ精度の記載なし）",
         "zh": "浸没式光刻机（未标明套刻精度）"},
        ("lithography.scanner",),
        (("wavelength", "193 nm", "3", "ArF"), ("numerical_aperture", "1.35", "3", "")),
        "Data sheet TO-1350, rev. 2",
    ),
    Example(
        "etcher",
        {"en": "Dry etcher near the limits", "ja": "規制値に近いドライエッチング装置", "zh": "接近限值的干法刻蚀机"},
        ("equipment.semiconductor.etcher.dry.anisotropic",),
        (("pulsed_rf_sources", "1", "2", ""), ("fast_gas_valves", "1", "2", ""), ("gas_valve_time", "310 ms", "4", "25 °C, N2"),
         ("esc_zones", "24", "4", "")),
        "Data sheet ME-7, rev. 5",
    ),
    Example(
        "chip",
        {"en": "Accelerator chip below the limit", "ja": "規制値を下回るアクセラレータ", "zh": "低于限值的加速器芯片"},
        ("device.integrated-circuit.processor",),
        (("tpp", "4600", "1", ""), ("applicable_die_area", "820 mm^2", "1", "")),
        "Data sheet AX-4",
    ),
    Example(
        "magnet",
        {"en": "NdFeB magnet with dysprosium", "ja": "ジスプロシウムを含むネオジム磁石", "zh": "含镝钕铁硼磁体"},
        ("material.rare-earth.magnet",),
        (("elements", "Nd, Dy, Fe, B", "1", ""),),
        "Test report QC-22",
    ),
)  # fmt: skip


def example(law: Law, id: str, *, lang: str, by: str, on: str) -> dict[str, Any] | None:
    """The sheet of an example; None where there is none of this id, or the law does not know its words."""
    found = next((one for one in EXAMPLES if one.id == id), None)
    if found is None or not usable(law, found):
        return None
    sheet = empty(found.name[lang], found.kinds)
    for attribute, value, page, condition in found.values:
        sheet = with_value(
            law, sheet, attribute, value, by=by, on=on, paper=found.paper, page=page, condition=condition
        )
    for attribute, looked in found.cannot:
        sheet = with_cannot(law, sheet, attribute, by=by, on=on, looked=looked)
    return sheet


def usable(law: Law, one: Example) -> bool:
    """Whether the law that is loaded knows the kinds and attributes of an example (another law may be given)."""
    return all(kind in law.vocabulary.kinds for kind in one.kinds) and all(
        value[0] in law.vocabulary.attributes for value in one.values
    )
