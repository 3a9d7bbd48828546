"""Everything that can be wrong in ``levier.toml``."""

from __future__ import annotations

from pathlib import Path

from tests.engine.workspace.reading.folder_fixture import Case, cases, check_case, edit, put, remove

F = "levier.toml"


def another(name: str) -> str:
    """Declare one more metric before ``visits``."""
    keys = 'title = "O"\nunit = "u"\ngrain = "day"\ndirection = "up"\nkind = "sum"\n\n'
    return f'[metrics."{name}"]\n{keys}[metrics.visits]'


MALFORMED = cases(
    Case(
        "endless trigger window",
        edit(F, "trigger_window = 14", "trigger_window = 4000"),
        (F, 50, "measurement.trigger_window", "bad_trigger_window"),
        "3650",
    ),
    Case(
        "date off by years",
        edit(F, "seed = 7", "date_uncertainty_days = 700"),
        (F, 51, "measurement.date_uncertainty_days", "bad_date_uncertainty"),
        "365",
    ),
    Case(
        "lists without end",
        edit(F, "seed = 7", "seed = " + "[" * 5000),
        (F, 0, "", "toml_too_deep"),
        "levier.toml",
    ),
    Case(
        "number of thousands of digits",
        edit(F, "seed = 7", "seed = " + "7" * 5000),
        (F, 0, "", "toml_syntax"),
        "digits",
    ),
    Case(
        "amount beyond floats",
        edit(F, "amount = 500", "amount = " + "5" * 400),
        (F, 47, "rates.0.amount", "not_number_in_toml"),
        "555",
    ),
    Case(
        "no metric",
        (
            put(F, '[company]\nname = "Acme"\ncurrency = "EUR"\n'),
            put("metrics.csv", "date,metric,value\n2025-01-01,orders,3\n"),
            *(remove(f"{n}.csv") for n in ("expectations", "exposures", "experiments", "costs")),
        ),
        ((F, 0, "metrics", "no_metric"), ("metrics.csv", 2, "metric", "unknown_metric")),
        "metrics.",
    ),
    Case(
        "syntax", edit(F, 'name = "Acme"', "name = Acme"), (F, 2, "", "toml_syntax"), "name = Acme"
    ),
    Case(
        "unclosed table",
        edit(F, "[metrics.nps]", "[metrics.nps"),
        (F, 31, "", "toml_syntax"),
        "[metrics.nps",
    ),
    Case(
        "no currency",
        edit(F, 'currency = "EUR"\n', ""),
        (F, 1, "company.currency", "missing_key"),
        "company.currency",
    ),
    Case(
        "misspelt key",
        edit(F, "currency", "curency"),
        (F, 3, "company.curency", "misspelt_key"),
        "currency",
    ),
    Case(
        "unknown currency",
        edit(F, '"EUR"', '"EURO"'),
        (F, 3, "company.currency", "unknown_currency"),
        "EURO",
    ),
    Case(
        "unknown country",
        edit(F, '"FR"', '"XX"'),
        (F, 4, "company.country", "unknown_country"),
        "XX",
    ),
    Case(
        "number as text", edit(F, '"Acme"', "12"), (F, 2, "company.name", "not_text_in_toml"), "12"
    ),
    Case(
        "unknown grain",
        edit(F, '"day"', '"daily"'),
        (F, 9, "metrics.orders.grain", "unknown_choice"),
        "day",
    ),
    Case(
        "unknown kind",
        edit(F, '"count"', '"counts"'),
        (F, 11, "metrics.orders.kind", "unknown_choice"),
        "count",
    ),
    Case(
        "unknown direction",
        edit(F, '"up"', '"upp"'),
        (F, 10, "metrics.orders.direction", "unknown_choice"),
        "up",
    ),
    Case(
        "two values",
        edit(F, "[10, 12, 15]", "[10, 15]"),
        (F, 13, "metrics.orders.value_per_unit", "range_length"),
        "[10, 15]",
    ),
    Case(
        "values out of order",
        edit(F, "[10, 12, 15]", "[15, 12, 10]"),
        (F, 13, "metrics.orders.value_per_unit", "value_order"),
        "[15, 12, 10]",
    ),
    Case(
        "value as text",
        edit(F, "[10, 12, 15]", '["10"]'),
        (F, 13, "metrics.orders.value_per_unit", "not_numbers_in_toml"),
        "10",
    ),
    Case(
        "unknown control",
        edit(F, '["visits"]', '["visit"]'),
        (F, 14, "metrics.orders.controls", "unknown_metric"),
        "visits",
    ),
    Case(
        "control of itself",
        edit(F, '["visits"]', '["orders"]'),
        (
            (F, 14, "metrics.orders.controls", "control_itself"),
            (F, 14, "metrics.orders.controls", "control_moved"),
        ),
        "orders",
    ),
    Case(
        "control that is moved",
        edit(F, '["visits"]', '["margin"]'),
        (F, 14, "metrics.orders.controls", "control_moved"),
        "price",
    ),
    Case(
        "controls as text",
        edit(F, '["visits"]', '"visits"'),
        (F, 14, "metrics.orders.controls", "not_texts_in_toml"),
        "visits",
    ),
    Case(
        "unknown parent",
        edit(F, 'parent = "margin"', 'parent = "margins"'),
        (F, 15, "metrics.orders.parent", "unknown_metric"),
        "margin",
    ),
    Case(
        "cycle of parents",
        edit(F, 'kind = "sum"', 'kind = "sum"\nparent = "orders"'),
        (
            (F, 15, "metrics.orders.parent", "parent_cycle"),
            (F, 30, "metrics.margin.parent", "parent_cycle"),
        ),
        "orders → margin → orders",
    ),
    Case(
        "blank in a metric",
        edit(
            F,
            "[metrics.visits]",
            another("our visits"),
        ),
        (F, 17, "metrics.our visits", "bad_id"),
        "our visits",
    ),
    Case(
        "formula as metric",
        edit(
            F,
            "[metrics.visits]",
            another("=x"),
        ),
        (F, 17, "metrics.=x", "formula_id"),
        "=x",
    ),
    Case(
        "unknown period",
        edit(F, '"event"', '"strike"'),
        (F, 40, "periods.0.kind", "unknown_choice"),
        "event",
    ),
    Case(
        "endless event",
        edit(F, "ends_on = 2025-01-14\n", ""),
        (F, 38, "periods.0.ends_on", "period_without_end"),
        "ends_on",
    ),
    Case(
        "period backwards",
        edit(F, "ends_on = 2025-01-14", "ends_on = 2025-01-01"),
        (F, 42, "periods.0.ends_on", "end_before_start"),
        "2025-01-01",
    ),
    Case(
        "period of an unknown metric",
        edit(F, 'metrics = ["orders"]', 'metrics = ["order"]'),
        (F, 43, "periods.0.metrics", "unknown_metric"),
        "orders",
    ),
    Case(
        "one bracket",
        edit(F, "[[rates]]", "[rates]"),
        (("costs.csv", 3, "rate", "no_rate"), (F, 45, "rates", "not_array_in_toml")),
        "[[rates]]",
    ),
    Case(
        "negative rate",
        edit(F, "amount = 500", "amount = -500"),
        (F, 47, "rates.0.amount", "negative"),
        "-500",
    ),
    Case(
        "rate as text",
        edit(F, "amount = 500", 'amount = "500"'),
        (F, 47, "rates.0.amount", "not_number_in_toml"),
        "500",
    ),
    Case(
        "rate from no day",
        edit(F, "starts_on = 2025-01-01", "starts_on = 20250101"),
        (F, 46, "rates.0.starts_on", "not_date_in_toml"),
        "20250101",
    ),
    Case(
        "rate from an impossible day",
        edit(F, "starts_on = 2025-01-01", 'starts_on = "2025-02-30"'),
        (F, 46, "rates.0.starts_on", "impossible_date"),
        "2025-02-30",
    ),
    Case(
        "trigger window",
        edit(F, "trigger_window = 14", 'trigger_window = "long"'),
        (F, 50, "measurement.trigger_window", "bad_trigger_window"),
        "long",
    ),
    Case("seed", edit(F, "seed = 7", "seed = -7"), (F, 51, "measurement.seed", "bad_seed"), "-7"),
    Case(
        "company that is no table",
        edit(F, '[company]\nname = "Acme"\ncurrency = "EUR"\ncountry = "FR"\n', "company = 3\n"),
        (
            (F, 1, "company", "not_table_in_toml"),
            (F, 1, "company.currency", "missing_key"),
            (F, 1, "company.name", "missing_key"),
        ),
        "[company]",
    ),
)


@MALFORMED
def test_the_settings_are_refused_at_the_right_line(case: Case, tmp_path: Path) -> None:
    check_case(case, tmp_path)
