"""``levier allocate``: bills split between those who share them, to the cent."""

from levier.workspace.allocating.run import run_allocation

__all__ = ["run_allocation"]
