"""``problem_share``: interviews to customers, customers to a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from levier.gates.inside_outside import inside_outside
from levier.gates.problem_share import problem_share
from levier.gates.share_interval import wilson
from levier.gates.theme_saturation import theme_saturation
from levier.gates.verdict import Verdict
from levier.gates.voices import distinct_voices
from levier.workspace.gating.results import GateAnswer, NoVerdict, SegmentHeard, ShareDetail
from levier.workspace.gating.words import Count, Share, Threshold, both, range_of, say
from levier.workspace.inputs.interviews import VoiceSource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from levier.gates.inside_outside import InsideOutside
    from levier.gates.problem_share import ShareGate
    from levier.gates.theme_saturation import Saturation
    from levier.gates.voices import Voices
    from levier.language import Language
    from levier.workspace.inputs.gates import Gate
    from levier.workspace.inputs.interviews import Interview

    Sentence = Mapping[str, str]


def share_answer(gate: Gate, rows: Sequence[Interview]) -> GateAnswer:
    """Answer a gate from the notes of its interviews."""
    outside = [row for row in rows if row.source is not VoiceSource.COLLEAGUE]
    voices = _voices(outside)
    if voices.sampled == 0:
        reason = NoVerdict.NO_CUSTOMER if rows else NoVerdict.NO_ROWS
        key = f"no_verdict.{reason.value}"
        told = both(key, file="interviews.csv", columns="gate, customer, date, spontaneous")
        return GateAnswer(gate.id, gate.title, gate.kind, None, reason, told, (), (), gate, None)
    answer = problem_share(voices.raised, voices.sampled, gate.threshold, gate.active_customers)
    detail = ShareDetail(
        answer=answer,
        voices=voices,
        segments=_segments(outside, gate.minimum_per_segment),
        saturation=_saturation(rows),
        evidence=_evidence(rows),
    )
    return GateAnswer(
        id=gate.id,
        title=gate.title,
        kind=gate.kind,
        verdict=answer.verdict,
        reason=None,
        sentence=_sentence(detail),
        next=_next(detail),
        assumptions=_assumptions(detail),
        gate=gate,
        detail=detail,
    )


def _voices(rows: Sequence[Interview]) -> Voices:
    names = {name: place for place, name in enumerate(sorted({row.customer for row in rows}))}
    return distinct_voices(
        np.array([names[row.customer] for row in rows], dtype=np.int64),
        np.array([row.active for row in rows], dtype=bool),
        np.array([row.spontaneous for row in rows], dtype=bool),
    )


def _segments(rows: Sequence[Interview], least: int) -> tuple[SegmentHeard, ...]:
    """Count active customers of each segment; nothing when no row names one."""
    found = []
    for name in sorted({row.segment for row in rows if row.segment}):
        voices = _voices([row for row in rows if row.segment == name])
        if voices.sampled:
            heard, raised = voices.sampled, voices.raised
            missing = max(0, least - heard)
            found.append(SegmentHeard(name, heard, raised, wilson(raised / heard, heard), missing))
    return tuple(found)


def _saturation(rows: Sequence[Interview]) -> Saturation | None:
    """Take the notes of one customer on one day, when they are of an interview, as one."""
    held = [row for row in rows if row.source is VoiceSource.INTERVIEW]
    interviews = sorted({(row.date, row.customer) for row in held})
    themes = sorted({theme for row in held for theme in row.themes})
    mentions = np.zeros((len(interviews), len(themes)), dtype=bool)
    places = {one: place for place, one in enumerate(interviews)}
    columns = {one: place for place, one in enumerate(themes)}
    for row in held:
        for theme in row.themes:
            mentions[places[row.date, row.customer], columns[theme]] = True
    return theme_saturation(mentions)


def _evidence(rows: Sequence[Interview]) -> InsideOutside | None:
    """Count the voices that brought the problem, inside and outside, each once."""
    inside = {row.customer for row in rows if row.source is VoiceSource.COLLEAGUE}
    outside = {
        row.customer for row in rows if row.source is not VoiceSource.COLLEAGUE and row.spontaneous
    }
    return inside_outside(len(outside), len(inside)) if inside or outside else None


def _sentence(detail: ShareDetail) -> Sentence:
    answer = detail.answer
    return both(
        f"share.{answer.verdict.value}",
        share=Share(answer.range.share),
        raised=Count(answer.raised),
        sampled=Count(answer.sampled),
        range=lambda language: range_of(answer.range, language),
        threshold=Threshold(answer.threshold),
    )


def _next(detail: ShareDetail) -> tuple[Sentence, ...]:
    answer, found = detail.answer, []
    if answer.needed is not None and answer.chance is not None:
        found.append(
            both(
                "share.more",
                more=Count(answer.chance.more),
                needed=Count(answer.needed),
                settles=Share(answer.chance.settles),
                passes=Share(answer.chance.passes),
                fails=Share(answer.chance.fails),
                likely=lambda language: _likely(answer, language),
            )
        )
    elif answer.likely is not None:
        found.append(both("share.at_threshold", more=Count(answer.likely.more)))
    else:
        key = "too_close" if answer.verdict is Verdict.NOT_ENOUGH else answer.verdict.value
        found.append(both(f"share.next_{key}"))
    short = [one for one in detail.segments if one.missing]
    if short:
        told = ", ".join(f"{one.segment} ({one.missing})" for one in short)
        found.append(both("share.segments_short", segments=told))
    return (*found, *_warnings(detail))


def _likely(answer: ShareGate, language: Language) -> str:
    if answer.likely is None:
        return ""
    return say("share.likely", language, more=Count(answer.likely.more))


def _warnings(detail: ShareDetail) -> list[Sentence]:
    found: list[Sentence] = []
    if detail.evidence is not None and detail.evidence.colleagues:
        one = detail.evidence
        key = "inside_alert" if one.alert else "inside"
        found.append(
            both(
                f"share.{key}",
                share=Share(one.range.share),
                range=lambda language: range_of(one.range, language),
                customers=Count(one.customers, "customers"),
                colleagues=Count(one.colleagues, "colleagues"),
            )
        )
    if detail.saturation is not None:
        key = "saturated" if detail.saturation.saturated else "not_saturated"
        found.append(
            both(
                f"share.{key}",
                themes=Count(detail.saturation.themes, "themes"),
                interviews=Count(detail.saturation.interviews, "interviews"),
                coverage=Share(detail.saturation.coverage),
                new=Share(detail.saturation.new_share[-1]),
            )
        )
    return found


def _assumptions(detail: ShareDetail) -> tuple[Sentence, ...]:
    answer, voices = detail.answer, detail.voices
    found = [both("share.assume_fair")]
    if answer.population is None:
        found.append(both("share.assume_unknown"))
    else:
        key = "assume_corrected" if answer.corrected else "assume_small"
        found.append(
            both(
                f"share.{key}",
                population=Count(answer.population),
                part=Share(answer.sampled / answer.population),
            )
        )
    aside = {
        "duplicates": voices.duplicates,
        "conflicting": voices.conflicting,
        "not_active": voices.not_active,
    }
    found += [
        both(f"share.{name}.{'one' if count == 1 else 'other'}", count=Count(count))
        for name, count in aside.items()
        if count
    ]
    return tuple(found)
