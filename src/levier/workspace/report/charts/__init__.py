"""The pictures of the report: one file per chart, one theme, drawn as SVG without a browser."""
