"""The pack as slides whose charts stay charts."""

from levier_web.practices.committee_pack.services.slides.deck import deck

__all__ = ["deck"]
