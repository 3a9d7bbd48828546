"""Workbooks (.xlsx) that people bring: one sheet read as the table that a CSV file would hold.

Nothing is computed and nothing but the parts read is unpacked: values as they were last computed,
within bounds of size, rows, columns and cells (decision 0057).
"""
