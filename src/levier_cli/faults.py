"""The faults and the remarks of a workspace, printed so that each can be found and mended."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import typer

from levier.language import translate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from levier.language import Language
    from levier.workspace.data_finding import DataFinding
    from levier.workspace.faults import Fault
    from levier.workspace.model import Workspace

WIDTH = 96
INDENT = "    "
BAD_INPUT = 2
"""Exit status of every command that is given files that it cannot use."""


def print_faults(faults: Sequence[Fault], folder: Path, language: Language) -> None:
    """Print every fault on standard error, under a line that counts them."""
    count = sum(1 + fault.count for fault in faults)
    several = translate("workspace.listing.faults_many", language, count=count)
    named = several if count > 1 else translate("workspace.listing.faults_one", language)
    typer.echo(
        translate("workspace.listing.invalid", language, folder=folder, faults=named), err=True
    )
    for fault in faults:
        typer.echo(f"\n{described(fault, language)}", err=True)


def described(fault: Fault, language: Language) -> str:
    """Write one fault: where it is and what was read, then what is wrong and how to mend it."""
    place = f"{fault.file}:{fault.line}" if fault.line else fault.file
    read = translate("workspace.listing.value", language, value=fault.value) if fault.value else ""
    lines = [" · ".join(part for part in (place, fault.column, read) if part)]
    lines += _wrapped(fault.sentence(language))
    if fault.count:
        more = translate("workspace.listing.more", language, count=fault.count, file=fault.file)
        lines.append(INDENT + more)
    return "\n".join(lines)


def found_described(workspace: Workspace, finding: DataFinding, language: Language) -> str:
    """Write one finding about the data: the metric, what was found, and how to declare it."""
    title = workspace.metrics[finding.metric].title
    kind = translate(f"data_quality.kind.{finding.kind.value}", language)
    lines = [f"{title} · {kind}", *_wrapped(finding.sentence[language])]
    if finding.suggestion is not None:
        lines.append(INDENT + translate("data_quality.paste", language))
        lines += ["", *finding.suggestion[language].split("\n")]
    return "\n".join(lines)


def _wrapped(sentence: str) -> list[str]:
    return textwrap.wrap(
        sentence,
        WIDTH,
        initial_indent=INDENT,
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
