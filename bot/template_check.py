"""Checking message templates (模板检查) before a notice fails on one.

Three things are compared: the templates of the settings, those that the account has been granted,
and what the notices really say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.accounts import TEMPLATE_FIELDS, Template
from bot.channels import ANY_KIND, TEXT_BYTES
from bot.wechat.field_rules import accepts, rule_of
from bot.wechat.template_data import fitted, one_line
from bot.wechat.templates import GrantedTemplate
from handlers.letters import parts_of, text_of
from handlers.words import screen
from handlers.words import template_check as words
from handlers.words.notice_kinds import KINDS
from storage.outbox import Notice

STRIPPED = frozenset({"first", "remark"})
"""Fields of old templates that the platform removes from every message since 2023."""

SAYS_NOTHING = frozenset({"无", "-", "00:00", "1970-01-01"})
"""What a value turns into that has no place in its field at all."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in one line.

    ``refused``: a notice would not be sent, or would say nothing; else it is a hint.
    """

    kind: str
    refused: bool
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A template message as the phone shows it."""

    template: str
    title: str
    lines: tuple[tuple[str, str], ...]


def template_for(kind: str, templates: Mapping[str, Template]) -> Template | None:
    """The template of a kind of notice: its own, else the one that serves every kind."""
    return templates.get(kind) or templates.get(ANY_KIND)


def missing_templates(
    templates: Mapping[str, Template], granted: Sequence[GrantedTemplate]
) -> list[str]:
    """The kinds of the settings whose template the account has not (any more)."""
    known = {template.id for template in granted}
    return [kind for kind, template in templates.items() if template.id not in known]


def check(
    templates: Mapping[str, Template],
    granted: Sequence[GrantedTemplate] | None,
    notices: Sequence[Notice],
) -> list[Finding]:
    """Everything that is wrong, each thing once; ``granted`` None: the account was not asked."""
    found = list(_settings(templates, granted))
    for notice in notices:
        template = template_for(notice.kind, templates)
        if template is None:
            found.append(Finding(notice.kind, True, words.no_template(notice.kind)))
        else:
            found += _values(notice, template)
        found += _text(notice)
    return list(dict.fromkeys(found))


def card(
    notice: Notice, templates: Mapping[str, Template], granted: Sequence[GrantedTemplate] | None
) -> Card | None:
    """What the phone shows of a notice as a template message; None without a template."""
    template = template_for(notice.kind, templates)
    if template is None:
        return None
    made = next((g for g in granted or () if g.id == template.id), None)
    parts = parts_of(notice)
    values = {field: fitted(field, parts.get(ours, "")) for ours, field in template.fields.items()}
    labels = made.fields if made else _usual_labels(template)
    lines = tuple(
        (label or field, values.get(field, ""))
        for field, label in labels.items()
        if field not in STRIPPED
    )
    return Card(template.id, made.title if made else words.TITLE, lines)


def _usual_labels(template: Template) -> dict[str, str]:
    return {field: words.PART_NAMES[ours] for ours, field in template.fields.items()}


def _settings(
    templates: Mapping[str, Template], granted: Sequence[GrantedTemplate] | None
) -> Iterator[Finding]:
    known = {template.id: template for template in granted or ()}
    for kind, template in templates.items():
        if kind not in KINDS and kind != ANY_KIND:
            yield Finding(kind, False, words.unknown_kind(kind))
        yield from _mapping(kind, template)
        if granted is None:
            continue
        if template.id not in known:
            yield Finding(kind, True, words.gone(kind, template.id))
        else:
            yield from _fields(kind, template, known[template.id])


def _mapping(kind: str, template: Template) -> Iterator[Finding]:
    by_field: dict[str, list[str]] = {}
    for ours, field in template.fields.items():
        by_field.setdefault(field, []).append(ours)
    for field, parts in by_field.items():
        if len(parts) > 1:
            yield Finding(kind, True, words.used_twice(kind, field, parts))
    for ours in TEMPLATE_FIELDS:
        if ours not in template.fields:
            yield Finding(kind, False, words.not_used(kind, ours))


def _fields(kind: str, template: Template, granted: GrantedTemplate) -> Iterator[Finding]:
    wanted = [field for field in granted.fields if field not in STRIPPED]
    for ours, field in template.fields.items():
        if field not in granted.fields:
            yield Finding(kind, True, words.no_such_field(kind, ours, field, wanted))
    for field in wanted:
        if field not in template.fields.values():
            yield Finding(kind, True, words.not_filled(kind, field, granted.fields[field]))


def _values(notice: Notice, template: Template) -> Iterator[Finding]:
    parts, kind = parts_of(notice), notice.kind
    for ours, field in template.fields.items():
        said = one_line(parts.get(ours, ""))
        value = fitted(field, said)
        if not accepts(field, value):
            rule = rule_of(field)
            told = rule.told if rule else ""
            yield Finding(kind, True, words.does_not_fit(kind, field, ours, value, told))
        elif said and value != said and (value in SAYS_NOTHING or not value.endswith("…")):
            yield Finding(kind, True, words.is_lost(kind, field, ours, said, value))
        elif said and value != said:
            yield Finding(kind, False, words.is_cut(kind, field, ours, value))


def _text(notice: Notice) -> Iterator[Finding]:
    text, kind = text_of(notice), notice.kind
    size = len(text.encode())
    if size > TEXT_BYTES:
        yield Finding(kind, True, words.too_long(kind, size))
    if not screen.fits(notice.text) and not notice.url:
        yield Finding(kind, False, words.no_page(kind, screen.rows(notice.text)))
