"""The ledger for finance as a spreadsheet: one sheet per question."""

from levier.workspace.writing.xlsx.workbook import write_xlsx

__all__ = ["write_xlsx"]
