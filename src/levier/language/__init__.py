"""French and English: sentences from a catalogue, numbers and dates by locale."""

from levier.language.catalogue import LANGUAGES, Language, translate

__all__ = ["LANGUAGES", "Language", "translate"]
