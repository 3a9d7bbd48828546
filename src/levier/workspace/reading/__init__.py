"""Read a workspace from its folder: forgiving about form, strict about meaning."""

from levier.workspace.reading.folder import read

__all__ = ["read"]
