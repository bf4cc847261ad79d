"""What makes a finding the same finding in another version of a plan: its words, never its place."""

from __future__ import annotations

import hashlib
import re

from resvtool.rules.model import Result, Status

BAD = (Status.FAIL, Status.REVIEW)
_NO_WORD = re.compile(r"[\W_]+")


def parts(result: Result) -> frozenset[str]:
    """Return what a finding consists of, as words that stay the same when text around them moves.

    These are the items that fall short with what each misses; failing those, the passages that show the
    finding; failing those (something is absent) nothing but the rule itself, so the set is empty.
    """
    if result.status not in BAD:
        return frozenset()
    short = [i for i in result.finding.items if i.status in BAD]
    if short:
        return frozenset(_folded(f"{i.name}: {', '.join(sorted(i.missing))}") for i in short)
    return frozenset(_folded(e.text) for e in result.finding.evidence)


def fingerprint(result: Result) -> str:
    """Return a hash of rule, status and :func:`parts`, to recognise a finding by in later runs."""
    told = "\n".join([result.rule.id, result.status.value, *sorted(parts(result))])
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def _folded(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip().casefold()
