"""Which cases of the law test a provision, read from the case files that stand beside the law."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .options import LawFolder


def cases_about(folder: LawFolder, id: str) -> list[dict[str, Any]] | None:
    """The cases whose `expect` names the provision or entry; None where the law comes without its files."""
    root = law_root(folder)
    if root is None:
        return None
    from sekisho.law.yaml_text import read

    found = []
    for path in sorted(root.glob("*/cases/*.yaml")):
        if id not in path.read_text("utf-8"):
            continue
        for case in (read(path) or {}).get("cases") or ():
            expected = case.get("expect") or ()
            if any(
                id in (row.get("provision"), row.get("entry")) for row in expected if isinstance(row, dict)
            ):
                found.append(
                    {
                        "id": case.get("id"),
                        "title": case.get("title", ""),
                        "file": f"{path.parent.parent.name}/cases/{path.name}",
                    }
                )
    return found


def law_root(folder: LawFolder) -> Path | None:
    """The folder of the law files: the one asked for, or that of the checkout from which Sekisho runs;
    None in a wheel.
    """
    if folder.folder is not None:
        return folder.folder
    from sekisho.law.bundle import CHECKOUT, SHIPPED

    return CHECKOUT if not SHIPPED.is_file() and CHECKOUT.is_dir() else None
