"""What the files of the gates have in common: rows that name a gate of the right kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from levier.workspace.inputs.gates import GateKind
    from levier.workspace.reading.practice import Known
    from levier.workspace.reading.sheet import Sheet


def gate_column(sheet: Sheet, known: Known, kind: GateKind) -> pl.Series:
    """Read the column ``gate``: a gate of ``levier.toml``, and of the kind of this file."""
    gates = known.gates
    names = sheet.reference("gate", None if gates is None else list(gates), "unknown_gate")
    if gates is None:
        return names
    others = [name for name, gate in gates.items() if gate.kind is not kind]
    wrong = names.is_in(others) & names.is_not_null()

    def fields(row: int) -> dict[str, object]:
        return {"kind": gates[names[row]].kind.value, "expected": kind.value}

    sheet.fault(wrong, "gate", "wrong_gate_kind", fields)
    return names


def part_of(
    sheet: Sheet, part: tuple[str, pl.Series], whole: tuple[str, pl.Series], code: str
) -> None:
    """Note the rows whose part (column and values) is larger than its whole."""

    def fields(row: int) -> dict[str, object]:
        return {"whole": sheet.table.shown(row, whole[0])}

    sheet.fault(part[1] > whole[1], part[0], code, fields)
