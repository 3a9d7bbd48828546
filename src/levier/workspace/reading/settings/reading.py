"""The whole of ``levier.toml``, table by table."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.workspace.model import DataOptions
from levier.workspace.reading.encoding import decode
from levier.workspace.reading.nearest import by_likeness
from levier.workspace.reading.people import refuse_address_names
from levier.workspace.reading.settings.allocations import read_allocation
from levier.workspace.reading.settings.calendar import read_period, read_rate
from levier.workspace.reading.settings.clients import read_client, read_tool
from levier.workspace.reading.settings.company import read_company
from levier.workspace.reading.settings.data import read_data
from levier.workspace.reading.settings.definitions import read_definitions
from levier.workspace.reading.settings.gates import read_gate
from levier.workspace.reading.settings.lines import Lines, find_lines
from levier.workspace.reading.settings.measurement import read_measurement
from levier.workspace.reading.settings.portfolio import read_portfolio
from levier.workspace.reading.settings.products import read_accounts, read_product
from levier.workspace.reading.settings.section import Section

if TYPE_CHECKING:
    from levier.workspace.inputs.allocations import AllocationRule
    from levier.workspace.inputs.clients import Client, Tool
    from levier.workspace.inputs.gates import Gate
    from levier.workspace.inputs.portfolio import PortfolioOptions
    from levier.workspace.inputs.products import AccountOptions, Product
    from levier.workspace.model import Company, MeasurementOptions, Metric, Period, Rate
    from levier.workspace.reading.findings import Findings

SETTINGS_FILE = "levier.toml"
TABLES = (
    "company",
    "metrics",
    "periods",
    "rates",
    "measurement",
    "data",
    "allocations",
    "gates",
    "portfolio",
    "products",
    "accounts",
    "clients",
    "tools",
)
_SYNTAX = re.compile(r"^(?P<cause>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``levier.toml`` says, with the lines where it says it."""

    company: Company
    metrics: dict[str, Metric]
    periods: tuple[Period, ...]
    rates: tuple[Rate, ...]
    measurement: MeasurementOptions
    allocations: dict[str, AllocationRule]
    gates: dict[str, Gate]
    portfolio: PortfolioOptions
    products: dict[str, Product]
    accounts: AccountOptions
    clients: dict[str, Client]
    tools: dict[str, Tool]
    lines: Lines


def read_settings(
    content: bytes, findings: Findings, *, metrics_needed: bool = True
) -> Settings | None:
    """Read the file; None, with the fault noted, when it is no TOML at all."""
    text = decode(content, SETTINGS_FILE, findings)
    try:
        document = tomllib.loads(text)
    except RecursionError:
        findings.fault(SETTINGS_FILE, 0, "", "", "toml_too_deep")
        return None
    except ValueError as error:  # also what Python says of a number of a thousand digits
        _note_syntax(str(error), text, findings)
        return None
    return _Document(document, find_lines(text), findings, metrics_needed).settings()


def _note_syntax(message: str, text: str, findings: Findings) -> None:
    lines = text.split("\n")
    found = _SYNTAX.match(message)
    line = int(found["line"] or len(lines)) if found else 0
    cause = found["cause"] if found else message
    written = lines[line - 1].strip() if line else ""
    findings.fault(SETTINGS_FILE, line, "", written, "toml_syntax", cause=cause)


@dataclass(frozen=True, slots=True)
class _Document:
    tables: dict[str, object]
    lines: Lines
    findings: Findings
    metrics_needed: bool

    def settings(self) -> Settings:
        self._check_tables()
        for section in self._named("clients"):
            refuse_address_names(section, [str(section.path[-1])])
        usual = read_data(self._section(("data",), self.tables.get("data", {})), DataOptions())
        metrics = read_definitions(self._named("metrics"), usual)
        return Settings(
            company=read_company(self._section(("company",), self.tables.get("company", {}))),
            metrics=metrics,
            periods=tuple(read_period(s, metrics) for s in self._array("periods")),
            rates=tuple(read_rate(s) for s in self._array("rates")),
            measurement=read_measurement(
                self._section(("measurement",), self.tables.get("measurement", {}))
            ),
            allocations={
                str(section.path[-1]): read_allocation(section)
                for section in self._named("allocations")
            },
            gates={
                str(section.path[-1]): read_gate(section, metrics)
                for section in self._named("gates")
            },
            portfolio=read_portfolio(
                self._section(("portfolio",), self.tables.get("portfolio", {}))
            ),
            products={
                str(section.path[-1]): read_product(section) for section in self._named("products")
            },
            accounts=read_accounts(self._section(("accounts",), self.tables.get("accounts", {}))),
            clients={
                str(section.path[-1]): read_client(section) for section in self._named("clients")
            },
            tools={str(section.path[-1]): read_tool(section) for section in self._named("tools")},
            lines=self.lines,
        )

    def _check_tables(self) -> None:
        root = self._section((), self.tables)
        for name in self.tables:
            if name not in TABLES:
                root.remark(name, name, "unknown_key", known=by_likeness(name, TABLES))
        if self.metrics_needed and not self.tables.get("metrics"):
            root.fault("metrics", "", "no_metric")

    def _named(self, table: str) -> list[Section]:
        """Open each table of a table of tables: ``[metrics.orders]`` and so on."""
        inside = self.tables.get(table, {})
        if not isinstance(inside, dict):
            self._section((), self.tables).fault(table, inside, "not_table_in_toml")
            return []
        return [self._section((table, name), inside[name]) for name in inside]

    def _array(self, name: str) -> list[Section]:
        items = self.tables.get(name, [])
        if not isinstance(items, list):
            self._section((), self.tables).fault(name, items, "not_array_in_toml")
            return []
        return [self._section((name, place), item) for place, item in enumerate(items)]

    def _section(self, path: tuple[str | int, ...], values: object) -> Section:
        """Open one table; what is not a table is noted and read as an empty one."""
        table = values if isinstance(values, dict) else {}
        section = Section(SETTINGS_FILE, path, table, self.lines, self.findings)
        if not isinstance(values, dict):
            section.fault("", values, "not_table_in_toml")
        return section
