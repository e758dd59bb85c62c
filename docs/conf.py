"""Settings of the documentation; `make docs` builds it and treats every warning as an error."""

import sys
from pathlib import Path

from sekisho import __version__

sys.path.insert(0, str(Path(__file__).parent))
import generated  # made from the law; it lies beside this file

generated.write(Path(__file__).parent / "_generated")

project = "Sekisho"
author = "The Sekisho contributors"
project_copyright = "2026, The Sekisho contributors"
release = version = __version__

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "_generated"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"Sekisho {__version__}"
html_copy_source = False
# Pages must not load anything from elsewhere: many readers sit behind a closed network.
html_show_sphinx = False
