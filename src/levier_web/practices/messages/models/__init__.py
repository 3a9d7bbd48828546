"""Tables of the messages."""

from levier_web.practices.messages.models.capture import CaptureLink, MailFile
from levier_web.practices.messages.models.channels import Channel, Notice
from levier_web.practices.messages.models.choices import Choice, Letter

__all__ = ["CaptureLink", "Channel", "Choice", "Letter", "MailFile", "Notice"]
