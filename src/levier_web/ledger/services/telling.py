"""What the engine says of a measurement, kept in both languages while its results are at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.errors import InvalidArgument
from levier.language import LANGUAGES
from levier.workspace.accounts.run import run_accounts
from levier.workspace.accounts.told import funding_sentence
from levier.workspace.report.accounts_part import part
from levier.workspace.report.headline import answer
from levier.workspace.report.wording import Wording
from levier_web.ledger.models import Told

if TYPE_CHECKING:
    from levier.workspace.results import Results
    from levier_web.impact.models import Measurement


def tell(measurement: Measurement, results: Results) -> None:
    """Keep the answer in sentences, and the accounts of the products where there are any."""
    for language in LANGUAGES:
        _keep(measurement, "answer", language, sentences=list(answer(Wording(results, language))))
    try:
        accounts = run_accounts(results.workspace, measurement.as_of, results)
    except InvalidArgument:  # no invoice and no cost names a product
        return
    figures = {
        "products": [
            {
                "product": one.product,
                "contribution": {
                    "p10": one.contribution.p10,
                    "p50": one.contribution.p50,
                    "p90": one.contribution.p90,
                },
            }
            for one in accounts.products
        ]
    }
    for language in LANGUAGES:
        _keep(
            measurement,
            "accounts",
            language,
            sentences=[
                funding_sentence(one, accounts, language)
                for one in accounts.products
                if one.revenue
            ],
            html=str(part(accounts, language).html),
            figures=figures,
        )


def _keep(measurement: Measurement, name: str, language: str, **content: object) -> None:
    Told.objects.update_or_create(
        measurement=measurement, name=name, language=language, defaults=content
    )
