"""``levier.toml``: the company, its metrics, its calendar and what the measurement is asked."""

from levier.workspace.reading.settings.reading import SETTINGS_FILE, Settings, read_settings

__all__ = ["SETTINGS_FILE", "Settings", "read_settings"]
