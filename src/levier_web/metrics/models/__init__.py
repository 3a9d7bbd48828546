"""Tables of the metrics."""

from levier_web.metrics.models.metric import Metric, MetricVersion
from levier_web.metrics.models.observations import Import, Observation
from levier_web.metrics.models.sources import PushToken, Source

__all__ = ["Import", "Metric", "MetricVersion", "Observation", "PushToken", "Source"]
