"""Results as a person reads them: one HTML page, its charts, and what a notebook shows."""
