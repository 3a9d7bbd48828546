"""The columns that each file may have, and how a header is matched with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from levier.workspace.reading.nearest import by_likeness, nearest_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.workspace.reading.findings import Findings


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one kind of file: those it must have, and those it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def known(self) -> tuple[str, ...]:
        """All of them."""
        return self.required + self.optional


def _words(names: str) -> tuple[str, ...]:
    return tuple(names.split())


FOCUS_REQUIRED = _words("billedcost billingcurrency billingperiodstart")
FOCUS_OPTIONAL = _words(
    "availabilityzone billingaccountid billingaccountname billingaccounttype billingperiodend"
    " capacityreservationid capacityreservationstatus chargecategory chargeclass chargedescription"
    " chargefrequency chargeperiodend chargeperiodstart commitmentdiscountcategory"
    " commitmentdiscountid commitmentdiscountname commitmentdiscountquantity"
    " commitmentdiscountstatus commitmentdiscounttype commitmentdiscountunit consumedquantity"
    " consumedunit contractedcost contractedunitprice effectivecost id invoiceid invoiceissuername"
    " listcost listunitprice pricingcategory pricingcurrency pricingcurrencycontractedunitprice"
    " pricingcurrencyeffectivecost pricingcurrencylistunitprice pricingquantity pricingunit"
    " providername publishername regionid regionname resourceid resourcename resourcetype"
    " servicecategory serviceid servicename servicesubcategory skuid skumeter skupricedetails"
    " skupriceid subaccountid subaccountname subaccounttype tags"
)
"""The columns of FOCUS 1.0 to 1.2, in lower case as every header is read."""

COLUMNS: Mapping[str, Columns] = {
    "metrics": Columns(("date", "metric", "value"), ("unit", "weight", "published_on")),
    "decisions": Columns(
        ("id", "title", "starts_on"),
        _words(
            "decided_on ends_on status kind origin team product owner stage reason options"
            " review_on covers"
        ),
    ),
    "expectations": Columns(
        ("decision", "metric"),
        _words("shape ramp_days half_life_days scale low mid high author stated_on design"),
    ),
    "exposures": Columns(("decision", "unit", "starts_on"), ("ends_on", "share")),
    "experiments": Columns(
        ("decision", "metric", "arm", "users"),
        _words(
            "conversions mean sd stratum covariate_mean covariate_sd covariate_correlation"
            " starts_on ends_on planned_share launched looked_on reading planned_users"
            " denominator_mean denominator_sd denominator_correlation"
            " clusters cluster_size_sd intra_cluster_correlation"
        ),
    ),
    "costs": Columns(
        ("date",),
        ("amount", "decision", "product", "team", "category", "person_days", "rate"),
    ),
    "interviews": Columns(
        ("gate", "customer", "date"), _words("active spontaneous segment source theme")
    ),
    "paid_tests": Columns(
        ("gate", "price", "offered", "paid"),
        _words("unit_cost starts_on ends_on first_invoice_on"),
    ),
    "tasks": Columns(("gate", "task", "sessions", "successes"), ("profile", "date")),
    "activations": Columns(("gate", "date", "count"), ()),
    "reviews": Columns(
        ("gate", "function", "criterion"), _words("contract score veto reason reviewed_on")
    ),
    "past_contracts": Columns(
        ("gate", "contract", "criterion", "score", "succeeded"), ("known_on",)
    ),
    "usage": Columns(("date", "pool", "consumer", "quantity"), ()),
    "bills": Columns(("id", "date", "pool", "amount"), ("supplier", "currency")),
    "invoices": Columns(("date", "client", "amount"), ("product",)),
    "focus": Columns(FOCUS_REQUIRED, FOCUS_OPTIONAL),
    "disputes": Columns(
        ("id", "bill", "consumer", "opened_on", "reason", "amount"),
        ("status", "closed_on", "charged_to"),
    ),
    "past_forecasts": Columns(
        ("decision", "author", "outcome", "stated_on", "measured_on"),
        _words(
            "metric title team kind stage scale low mid high event probability"
            " outcome_low outcome_high outcome_sd"
        ),
    ),
    "phases": Columns(("product", "phase", "starts_on"), ("ends_on", "comment")),
    "sessions": Columns(
        ("date", "decision"), _words("title purpose outcome reason next_owner next_on")
    ),
    "past_projects": Columns(
        ("id",),
        _words("kind planned_cost revised_cost planned_days revised_days status phase ended_on"),
    ),
    "opportunities": Columns(
        ("id", "title"),
        _words(
            "level parent team product stage metric decision requires excludes must"
            " reach_low reach_mid reach_high impact_low impact_mid impact_high confidence"
            " effort_low effort_mid effort_high value_low value_mid value_high cost"
            " deadline half_life_days test_of test_size test_spread test_reliability test_days"
        ),
    ),
}
"""By the file's name without its ending."""


MOST_COLUMNS = 1_000


def normalised(header: Sequence[str]) -> tuple[str, ...]:
    """Forgive case and blanks around the names of a header."""
    return tuple(name.strip().lower() for name in header)


def match(
    header: Sequence[str], columns: Columns, file: str, line: int, findings: Findings
) -> dict[str, int] | None:
    """Find the place of each known column in a normalised header; None when it has none.

    Faults are noted for a name given twice and for a required column that is not there,
    remarks for the columns that are not known.
    """
    if len(header) > MOST_COLUMNS:
        findings.fault(file, line, "", len(header), "too_many_columns", most=MOST_COLUMNS)
        return None
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        if name in places:
            findings.fault(file, line, name, name, "duplicate_column")
        elif name in columns.known:
            places[name] = place
    strangers = [name for name in header if name and name not in columns.known]
    _note_missing(places, strangers, columns, file, line, findings)
    return places or None


def _note_missing(
    places: Mapping[str, int],
    strangers: list[str],
    columns: Columns,
    file: str,
    line: int,
    findings: Findings,
) -> None:
    for name in columns.required:
        if name in places:
            continue
        meant = nearest_name(name, strangers)
        if meant is None:
            findings.fault(
                file, line, name, "", "missing_column", found=", ".join(strangers) or "—"
            )
        else:
            findings.fault(file, line, name, meant, "misspelt_column")
            strangers.remove(meant)
    for name in strangers:
        known = by_likeness(name, columns.known)
        findings.remark(file, line, name, name, "unknown_column", known=known)
