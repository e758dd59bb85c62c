"""Compiles the folder law/ into the one file that a wheel carries, sekisho/law/_bundle.bin.

An editable install reads law/ from the checkout, so nothing is compiled for it.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE_IN_WHEEL = "sekisho/law/_bundle.bin"


class LawBundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the compiled law into the wheel; a wheel without the law is never built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the law and name the file among those that the wheel takes in."""
        if version == "editable":
            return
        root = Path(self.root)
        self._folder = tempfile.TemporaryDirectory(prefix="sekisho-bundle-")
        target = Path(self._folder.name) / "_bundle.bin"
        sys.path.insert(0, str(root / "src"))
        try:
            from sekisho.law import bundle

            bundle.build(root / "law", target)
        finally:
            sys.path.remove(str(root / "src"))
        if not target.is_file():
            raise RuntimeError(
                f"sekisho.law.bundle.build wrote no file at {target}; the wheel needs the compiled law"
            )
        build_data["force_include"][str(target)] = BUNDLE_IN_WHEEL

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled file: it lives in the wheel only."""
        if version != "editable":
            self._folder.cleanup()
