"""From a workspace to the accounts of its products."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.language.numbers import smallest_units
from levier.workspace.accounts.effects import effect_projections
from levier.workspace.accounts.ledger import NO_PRODUCT, Ledger, ledger
from levier.workspace.accounts.product_account import AccountAsked, month_end, product_account
from levier.workspace.accounts.results import Accounts, ProductAccount, Reconciliation

if TYPE_CHECKING:
    from datetime import date

    from levier.workspace.model import Workspace
    from levier.workspace.results import Results


def run_accounts(
    workspace: Workspace, as_of: date | None = None, results: Results | None = None
) -> Accounts:
    """Make the account of every product, and tell which may fund the next.

    Parameters
    ----------
    workspace
        With invoices or costs by product.
    as_of
        Pretend that it is that day; by default the end of the month of the last row.
    results
        What ``levier.measure`` said of the same workspace: its effects are then carried beyond
        their window.

    Raises
    ------
    InvalidArgument
        When no row names a product, or a product is meant to fund one that is not there.
    """
    found = ledger(workspace, as_of)
    names = sorted({*found.cents, *workspace.products} - {NO_PRODUCT})
    if not any(name in found.cents for name in names):
        raise InvalidArgument(
            "no row names a product: add invoices.csv (date, client, amount, product), or costs"
            " with a product"
        )
    _check_chain(workspace, names)
    last = max(month for months in found.cents.values() for month in months)
    asked = [_asked(name, found, workspace, last, as_of) for name in names if name in found.cents]
    products = sorted(
        (product_account(one) for one in asked), key=lambda one: -one.contribution.p50
    )
    return Accounts(
        company=workspace.company.name,
        currency=workspace.company.currency,
        fingerprint=workspace.fingerprint,
        as_of=as_of or month_end(last),
        horizon_months=workspace.accounts.horizon_months,
        sure=workspace.accounts.sure,
        seed=workspace.measurement.seed,
        products=tuple(products),
        effects=effect_projections(results, workspace) if results else (),
        reconciliation=_reconciled(found, products),
        other_currencies=found.other_currencies,
    )


def _asked(
    name: str, found: Ledger, workspace: Workspace, last: date, as_of: date | None
) -> AccountAsked:
    product = workspace.products.get(name)
    return AccountAsked(
        name=name,
        product=product,
        next_product=workspace.products.get(product.funds) if product else None,
        cents=found.cents[name],
        per_unit=smallest_units(workspace.company.currency),
        last=last,
        whole=as_of is None or as_of >= month_end(last),
        options=workspace.accounts,
        seed=workspace.measurement.seed,
    )


def _check_chain(workspace: Workspace, names: list[str]) -> None:
    """Refuse a chain of products that leads nowhere, or back to where it began."""
    for product in workspace.products.values():
        if product.funds and product.funds not in names:
            raise InvalidArgument(
                f"[products.{product.name}] funds {product.funds!r}, which is none of the products:"
                f" {', '.join(names)}"
            )
        chain = [product.name]
        while (following := workspace.products.get(chain[-1])) and following.funds:
            chain.append(following.funds)
            if chain[-1] in chain[:-1]:
                raise InvalidArgument(
                    f"products fund one another in a circle ({' → '.join(chain)}): break it in"
                    " levier.toml"
                )


def _reconciled(found: Ledger, products: list[ProductAccount]) -> Reconciliation:
    every = list(found.cents)

    def over(*lines: str) -> int:
        return sum(found.total(name, *lines) for name in every)

    def to_products(*lines: str) -> int:
        named = {one.product for one in products}
        return sum(found.total(name, *lines) for name in every if name in named)

    return Reconciliation(
        invoiced=over("revenue"),
        invoiced_to_products=to_products("revenue"),
        spent=over("build", "run"),
        spent_on_products=to_products("build", "run"),
        shared_billed=found.billed,
        shared_to_products=to_products("shared"),
    )
