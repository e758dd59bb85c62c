"""A small law of one authority around the announcement of the law editor's guide, and a transaction under it.

It takes words and places from the real law and everything else from here, so that it stays as it is while
the law grows.
"""

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs/how-to/add-an-announcement.md"

VOCABULARY = """\
kinds:
  - {id: material.example, name: {en: example powder, ja: 例示粉末, zh: 示例粉末}, ask: [purity]}
"""
AUTHORITY = """\
authority:
  id: CN
  name: {en: China, ja: 中国, zh: 中国}
  clock: {export: declaration}
  compare:
    statute: {en: One law, ja: 単一の法律, zh: 一部法律, cite: Small Law, source: "https://authority.example/law"}
"""
STATUTE = """\
instrument:
  id: cn-2020-small-law
  authority: CN
  kind: statute
  rank: statute
  title: {en: Small law, ja: 小法, zh: 小法}
  citation: Small Law of 2020
  published: 2020-10-17
  force: [{from: 2020-12-01}]
  checked: 2027-02-03
  sources: [{url: "https://authority.example/law", title: the law, supports: all, confirmed: read}]
lists:
  - {id: cn.dual-use, authority: CN, title: {en: Dual-use list, ja: 両用品目リスト, zh: 两用物项清单}}
terms:
  - id: cn.export
    of: transaction
    title: {en: export from China, ja: 中国からの輸出, zh: 从中国出口}
    cite: Article 2
    when: {act: export, place: {at: from, in: CN}}
tests:
  - id: cn.strength
    of: transaction
    who: officer
    question:
      {en: "Does it help military strength?", ja: 軍事力の向上に資しますか。, zh: 是否有助于提升军事实力？}
requirements:
  - id: cn-2020-small-law.strength
    title:
      en: Nothing may be exported that helps military strength
      ja: 軍事力に資する輸出の禁止
      zh: 禁止有助于军事实力的出口
    layer: end-use
    reach: cn.export
    when: {kind: {under: material.example}, person: cn.strength}
    requires: prohibition
    cite: Article 9
  - id: cn-2020-small-law.military
    title: {en: "Military use needs a licence", ja: 軍事用途には許可が必要, zh: 军事用途须经许可}
    layer: end-use
    reach: cn.export
    when: {knows: {that: {military: true}, by: [contract, document, message, notice]}}
    requires: licence
    cite: Article 10
"""
PROCEDURE = """\
procedures:
  - id: cn-dual-use-licence
    authority: CN
    title: {en: Dual-use licence, ja: 両用品目許可, zh: 两用物项许可}
    rows:
      - documents: [{en: Application form, ja: 申請書, zh: 申请表}, {en: Contract, ja: 契約書, zh: 合同}]
        file_with: {en: The small ministry, ja: 小省, zh: 小部}
        time: {en: 45 working days, ja: 45営業日, zh: 45个工作日}
        cite: Article 12
        source: "https://authority.example/law"
"""
STOP = """\
instrument:
  id: cn-2027-mofcom-9
  authority: CN
  kind: suspension
  rank: notice
  title: {en: Suspension of announcement 5, ja: 公告第5号の停止, zh: 暂停实施第5号公告}
  citation: MOFCOM Announcement No. 9 of 2027
  published: 2027-05-01
  force: [{from: 2027-05-01}]
  checked: 2027-02-03
  sources: [{url: "https://authority.example/9", title: the announcement, supports: all, confirmed: read}]
  relations:
    - {type: suspends, to: cn-2027-mofcom-5, source: "https://authority.example/9", claim: its paragraph 1}
suspensions:
  - id: cn-9
    of: [cn-2027-mofcom-5]
    from: 2027-05-01
    until: 2027-06-30
    afterwards: unconfirmed
    cite: paragraph 1
"""
CASES = """\
cases:
  - id: small-military
    title: A message tells of military use
    basis: own
    transaction:
      on: 2027-03-01
      act: export
      route: {from: CN, to: JP, final: JP, via: []}
      red_flags: [{of: military, by: message, since: 2027-01-01}]
      items: [{id: "1", kind: material.example}]
    expect:
      - {provision: cn-2020-small-law.military, truth: true}
      - {provision: cn-2020-small-law.strength, truth: unknown}
"""
TRANSACTION = """\
# A comment that an interview keeps.
id: T-1
on: 2027-03-01
act: export
route: {from: CN, to: JP, final: JP, via: []}
complete: [parties, via, notices, red_flags]
parties:
  - {id: p1, role: [consignee, end-user], name: Example KK, country: JP}
items:
  - id: "1"
    kind: material.example  # of the furnace
"""


def yaml_blocks() -> list[str]:
    """The YAML of the guide, in its order: the instrument, the cases, the provisions."""
    return re.findall(r"^```yaml\n(.*?)^```", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="session")
def law_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small law, its globs locked."""
    root = tmp_path_factory.mktemp("small") / "law"
    instrument, cases, provisions = yaml_blocks()
    files = {
        "vocabulary/example.yaml": VOCABULARY,
        "cn/authority.yaml": AUTHORITY,
        "cn/cn-2020-small-law.yaml": STATUTE,
        "cn/cn-2027-mofcom-5.yaml": instrument + provisions,
        "cn/cn-2027-mofcom-9.yaml": STOP,
        "cn/procedures/licence.yaml": PROCEDURE,
        "cn/cases/cn-5-2027.yaml": cases,
        "cn/cases/small.yaml": CASES,
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    shutil.copy(ROOT / "law/vocabulary/core.yaml", root / "vocabulary/core.yaml")
    shutil.copy(ROOT / "law/places.yaml", root / "places.yaml")
    return root


@pytest.fixture
def transaction(tmp_path: Path) -> Path:
    """A transaction file of which the purity is not said."""
    path = tmp_path / "transaction.yaml"
    path.write_text(TRANSACTION, "utf-8")
    return path
