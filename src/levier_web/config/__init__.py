"""Settings, addresses and the door of the web server."""
