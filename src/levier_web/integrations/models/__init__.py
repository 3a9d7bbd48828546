"""Tables of the integrations."""

from levier_web.integrations.models.calls import Call, Counted
from levier_web.integrations.models.previews import Preview
from levier_web.integrations.models.tokens import AccessToken
from levier_web.integrations.models.webhooks import Attempt, Delivery, Webhook

__all__ = ["AccessToken", "Attempt", "Call", "Counted", "Delivery", "Preview", "Webhook"]
