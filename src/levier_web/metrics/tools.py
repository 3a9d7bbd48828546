"""What assistants may do with metrics."""

from __future__ import annotations

from levier_web.metrics.api.operations import room
from levier_web.ui.api.tools import reads

reads(room, "metrics.tool.list_metrics", "metrics.tool.read_metric", "metrics.tool.list_values")
