"""Where the files of the law stand, for the commands that need files and not the compiled law."""

from __future__ import annotations

from pathlib import Path

from .options import LawFolder


def law_root(folder: LawFolder) -> Path | None:
    """The folder of the law files: the one asked for, or that of the checkout from which Sekisho runs;
    None in a wheel.
    """
    if folder.folder is not None:
        return folder.folder
    from sekisho.law.bundle import CHECKOUT, SHIPPED

    return CHECKOUT if not SHIPPED.is_file() and CHECKOUT.is_dir() else None
