"""The lines of the tree of opportunities: hundreds on a page, too many for a template each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from levier_web.decisions.models import Opportunity
from levier_web.ui.words import say, say_many

if TYPE_CHECKING:
    from django.template.context import Context

    from levier_web.decisions.queries.tree import Node, Tree

register = template.Library()
FEW, SHALLOW = 80, 2
"""A tree of fewer nodes is opened whole; a larger one down to this depth."""
NOTHING = SafeString("")


@register.simple_tag(takes_context=True)
def opportunity_nodes(context: Context, tree: Tree) -> SafeString:
    """Write the nodes of the tree, one list in another."""
    levels = {level: say(f"decisions.level.{level}") for level in Opportunity.Level.values}
    moves = (("up", "↑", say("decisions.tree.up")), ("down", "↓", say("decisions.tree.down")))
    allowed = moves if context["may"]["decisions__write"] else ()
    lines = _Lines(levels, allowed, len(tree.nodes) < FEW)
    return format_html_join("", "{}", ((lines.node(root),) for root in tree.roots))


@register.simple_tag
def opportunity_link(row: Opportunity) -> SafeString:
    """Write the title of a node; it opens beside the tree."""
    return format_html(
        '<a href="{0}" data-node="{1}" hx-get="{0}" hx-target="#node" hx-swap="innerHTML"'
        ' hx-push-url="true">{2}</a>',
        reverse("decisions:node", args=[row.pk]),
        str(row.pk),
        row.title,
    )


@dataclass(frozen=True, slots=True)
class _Lines:
    """What is the same on every line, said once."""

    levels: dict[str, str]
    moves: tuple[tuple[str, str, str], ...]
    """Word, arrow and sentence of each button; empty for one who may not move nodes."""
    few: bool

    def node(self, node: Node) -> SafeString:
        return format_html(
            '<li class="node level-{}"><div class="leaf">{}</div>{}</li>',
            node.row.level,
            self._line(node),
            self._under(node) if node.children else NOTHING,
        )

    def _under(self, node: Node) -> SafeString:
        return format_html(
            '<details data-key="{}"{}><summary><span class="hidden">{}</span></summary>'
            "<ul>{}</ul></details>",
            str(node.row.pk),
            SafeString(" open") if self.few or node.depth < SHALLOW else NOTHING,
            say_many("decisions.tree.under", node.below, title=node.row.title),
            format_html_join("", "{}", ((self.node(child),) for child in node.children)),
        )

    def _line(self, node: Node) -> SafeString:
        row = node.row
        tag = format_html(' <span class="tag">{}</span>', row.metric.title) if row.metric else ""
        faults = ((say(fault),) for fault in node.faults)
        return format_html(
            '<span class="line"><small class="level">{}</small>'
            ' <span class="title" id="title-{}">{}</span>{}{}{}</span>',
            self.levels[row.level],
            str(row.pk),
            opportunity_link(row),
            tag,
            format_html_join("", ' <small class="fault">{}</small>', faults),
            self._moves(node) if self.moves else NOTHING,
        )

    def _moves(self, node: Node) -> SafeString:
        ends = (node.first, node.last)
        buttons = (
            (word, str(node.row.pk), SafeString(" disabled" if end else ""), said, node.row.title,
             arrow)
            for (word, arrow, said), end in zip(self.moves, ends, strict=True)
        )  # fmt: skip
        return format_html(
            '<span class="moves">{}</span>',
            format_html_join(
                "",
                '<button form="steps" class="plain" name="step" value="{0}-{1}"{2} title="{3}"'
                ' aria-label="{3} · {4}">{5}</button>',
                buttons,
            ),
        )
