"""At build time: the manual page, which goes into the wheel."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Makes countdown(1) of the commands' help. An editable installation has none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the page to the wheel's data."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from countdown.cli.man_page import man_page
        finally:
            sys.path.remove(self.root)
        page = Path(self.directory) / "countdown.1"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(man_page(), encoding="ascii")
        build_data["shared_data"][str(page)] = "share/man/man1/countdown.1"
