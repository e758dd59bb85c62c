"""What every request passes before a page or the API sees it, and what every answer carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.middleware import Middleware

from sekisho.service.office import Office

from .faults import Faults
from .headers import SecurityHeaders
from .limits import Limits
from .origins import Hosts, Origins
from .watching import Watching

if TYPE_CHECKING:
    from sekisho.web.rendering import Rendering


def guards(office: Office, rendering: Rendering) -> list[Middleware]:
    """The guards of a service, the outermost first."""
    return [
        Middleware(Watching),
        Middleware(SecurityHeaders, settings=office.settings),
        Middleware(Faults, rendering=rendering),
        Middleware(Hosts, settings=office.settings, rendering=rendering),
        Middleware(Origins, settings=office.settings, rendering=rendering),
        Middleware(Limits, rendering=rendering),
    ]
