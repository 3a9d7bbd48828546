"""Levier links product and technology decisions to business results.

``levier.measure(folder)`` reads a folder of plain files and says what every decision was worth;
``levier.impact(frame, start=...)`` does it for one series and one date;
``levier.plan(folder, ...)`` says beforehand what could be seen, and how soon. ``forecast``,
``choose``, ``gate``, ``allocate``, ``pnl``, ``client_exit`` and ``build_or_buy`` answer the
decisions around them. They load what they need when they are first called, so that importing costs
nothing.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

import levier.impact as _impact_area

if TYPE_CHECKING:
    from levier.single_series import impact
    from levier.whole_practices import (
        allocate,
        build_or_buy,
        choose,
        client_exit,
        forecast,
        gate,
        pnl,
    )
    from levier.whole_workspace import measure, plan

__all__ = [
    "__version__",
    "allocate",
    "build_or_buy",
    "choose",
    "client_exit",
    "forecast",
    "gate",
    "impact",
    "measure",
    "plan",
    "pnl",
]
__version__ = "0.1.0"


class _CallableArea(ModuleType):
    """The engine's area ``levier.impact``, which is also the function of that name.

    The area and the function share their word on purpose (docs/decisions/0004); importing the
    area sets the attribute ``impact`` of this package to a module, so the module answers calls.
    """

    def __call__(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - passed on as is
        """Measure one series: see ``levier.single_series.impact``."""
        from levier.single_series import impact

        return impact(*arguments, **options)


_impact_area.__class__ = _CallableArea


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Load a function when it is first asked for."""
    if name in {"measure", "plan"}:
        from levier import whole_workspace

        return getattr(whole_workspace, name)
    if name in __all__:
        from levier import whole_practices

        return getattr(whole_practices, name)
    raise AttributeError(f"module 'levier' has no attribute {name!r}")
