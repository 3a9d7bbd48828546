"""Tags of the organisation."""
