"""Small law folders for the tests."""

from __future__ import annotations

from pathlib import Path

from sekisho.law.compiled import Law
from sekisho.law.load import compile_law

CORE = """
attributes:
  - {id: act, of: transaction, type: choice, values: [export, re-export], question: {en: a, ja: b, zh: c}}
  - {id: military, of: transaction, type: bool, question: {en: a, ja: b, zh: c}}
  - {id: kind, of: item, type: path, scheme: kind, question: {en: a, ja: b, zh: c}}
  - {id: hs, of: item, type: path, scheme: hs, question: {en: a, ja: b, zh: c}}
  - {id: origin, of: item, type: path, scheme: place, question: {en: a, ja: b, zh: c}}
  - {id: purity, of: item, type: quantity, unit: "%", question: {en: a, ja: b, zh: c}}
  - {id: wavelength, of: item, type: quantity, unit: nm, question: {en: a, ja: b, zh: c}}
  - {id: form, of: item, type: choice, values: [elemental, alloy], question: {en: a, ja: b, zh: c}}
  - {id: elements, of: item, type: set, scheme: element, question: {en: a, ja: b, zh: c}}
  - {id: value, of: item, type: money, question: {en: a, ja: b, zh: c}}
  - {id: country, of: party, type: path, scheme: place, question: {en: a, ja: b, zh: c}}
  - {id: role, of: party, type: set, values: [exporter, end-user], question: {en: a, ja: b, zh: c}}
  - {id: share, of: party, type: quantity, unit: "%", question: {en: a, ja: b, zh: c}}
  - {id: notice_by, of: notice, type: text, question: {en: a, ja: b, zh: c}}
kinds:
  - {id: material, name: {en: a, ja: b, zh: c}}
  - {id: material.gallium, name: {en: a, ja: b, zh: c}}
  - {id: material.gallium.wafer, name: {en: a, ja: b, zh: c}, also: [wafer]}
  - {id: wafer, name: {en: a, ja: b, zh: c}}
  - {id: machine, name: {en: a, ja: b, zh: c}}
"""
PLACES = """
places:
  - {id: CN, name: {en: China, ja: 中国, zh: 中国}}
  - {id: JP, name: {en: Japan, ja: 日本, zh: 日本}}
  - {id: KR, name: {en: Korea, ja: 韓国, zh: 韩国}}
"""
AUTHORITY = "authority: {id: CN, name: {en: China, ja: 中国, zh: 中国}, clock: {export: declaration}}\n"
INSTRUMENT = """
instrument:
  id: cn-x
  authority: CN
  kind: list
  rank: notice
  title: {en: X, ja: X, zh: X}
  citation: Announcement X
  published: 2023-07-03
  force: [{from: 2023-08-01}]
  checked: 2026-11-21
  sources: [{url: "https://example.org"}]
terms:
  - {id: cn.export, of: transaction, title: {en: e, ja: e, zh: e}, cite: "1", when: {act: export}}
"""
LIST = """
lists:
  - {id: cn.dual-use, authority: CN, title: {en: L, ja: L, zh: L}, whole: true}
"""
ENTRY = """
entries:
  - code: cn.dual-use:3C001
    name: {en: gallium, ja: gallium, zh: gallium}
    cite: "1"
    when: {kind: {under: material.gallium}}
    model: full
"""
DUTY = """
requirements:
  - id: cn-x.licence
    title: {en: t, ja: t, zh: t}
    layer: list
    reach: cn.export
    when: {classified: [cn.dual-use:3C001]}
    requires: licence
    cite: "1"
"""
CASES = """
cases:
  - id: c1
    title: one
    transaction: {on: 2023-08-01, items: [{id: "1", kind: material.gallium}]}
    expect:
      - {provision: cn-x.licence, truth: true}
      - {entry: cn.dual-use:3C001, item: "1", truth: true}
"""
SOUND = {
    "vocabulary/core.yaml": CORE,
    "places.yaml": PLACES,
    "cn/authority.yaml": AUTHORITY,
    "cn/cn-x.yaml": INSTRUMENT + LIST + ENTRY + DUTY,
    "cn/cases/one.yaml": CASES,
}
"""A law folder in which lint finds nothing."""


def write_law(folder: Path, files: dict[str, str]) -> Path:
    """A law folder with these files."""
    root = folder / "law"
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def law_of(folder: Path, **changed: str) -> Law:
    """The compiled sound law, with more text at the end of cn-x.yaml (`more`) or other files by name."""
    files = dict(SOUND)
    files["cn/cn-x.yaml"] += changed.pop("more", "")
    files.update(changed)
    return compile_law(write_law(folder, files))
