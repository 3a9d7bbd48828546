"""A folder that holds only the company and one gate of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from levier.workspace.gating.run import GateOptions, run_gate
from levier.workspace.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from levier.workspace.gating.results import GateAnswer

SETTINGS = """\
[company]
name = "Acme"
currency = "EUR"
country = "FR"

[gates.problem]
kind = "problem_share"
threshold = 0.6
active_customers = 40

[gates.price]
kind = "paid_test"
threshold = 0.05

[gates.tasks]
kind = "task_success"
threshold = 0.78

[gates.usage]
kind = "stop_rule"
threshold = 100
registered_on = 2026-01-01
by_date = 2026-03-01

[gates.deals]
kind = "contract"
criteria = { fit = 3, effort = { weight = 1, worst = 10, best = 0 } }
"""

FILES = {
    "levier.toml": SETTINGS,
    "interviews.csv": """\
gate,customer,date,active,spontaneous,segment,source,theme
problem,Rive,2026-02-02,yes,yes,small,interview,typing | evenings
problem,RIVE ,2026-02-05,yes,no,small,ticket,
problem,Sud,2026-02-03,yes,no,large,interview,typing
problem,Nord,2026-02-04,no,yes,large,crm,
problem,Our team,2026-01-10,,yes,,colleague,
""",
    "paid_tests.csv": """\
gate,price,offered,paid,unit_cost,starts_on,ends_on,first_invoice_on
price,9,200,30,2,2026-01-01,2026-01-31,2026-01-06
price,14,200,26,2,2026-01-01,2026-01-31,
""",
    "tasks.csv": """\
gate,task,sessions,successes,profile
tasks,Pay,10,9,apprentice
tasks,Send,10,4,apprentice
""",
    "activations.csv": """\
gate,date,count
usage,2026-01-05,4
usage,2026-01-12,3
usage,2026-01-19,5
""",
    "reviews.csv": """\
gate,contract,function,criterion,score,veto,reason
deals,A,product,fit,5,no,
deals,A,technology,effort,2,no,
deals,A,sales,fit,5,no,
deals,B,product,fit,5,yes,Too special
""",
    "past_contracts.csv": """\
gate,contract,criterion,score,succeeded,known_on
deals,Old,fit,4,yes,2024-05-01
deals,Old,effort,3,yes,2024-05-01
deals,Older,fit,1,no,2023-05-01
""",
}


def write_gates(folder: Path, **changed: str) -> Path:
    """Write the folder; ``changed`` gives other texts, by file without its ending."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(changed.get(name.split(".")[0], text), encoding="utf-8")
    return folder


def answer(folder: Path, gate: str, **changed: str) -> GateAnswer:
    """Answer one gate of the folder."""
    workspace = read(write_gates(folder, **changed), needed=())
    (found,) = run_gate(workspace, GateOptions(gate=gate)).gates
    return found
