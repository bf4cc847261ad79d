"""The lexicon: named concepts, each a list of terms, shared by rules, locating and facts.

Files are ``rulesets/lexicon/*.yaml``: a mapping from concept name to a list of terms. A term that
starts with ``@`` takes in another concept whole; one that starts with ``!`` is an exception: where it
stands, the concept's other terms do not count (``roaz`` but ``!roaz beeld``).
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from resvtool.language.terms import parse_term


class LexiconError(ValueError):
    """A concept that is unknown, doubled or circular; the text says which."""


@dataclass(frozen=True)
class Lexicon:
    """Concepts by name, with their terms; ``@`` references are resolved on construction."""

    concepts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, raw: Mapping[str, Iterable[str]]) -> Lexicon:
        """Return a lexicon of ``raw`` (name to terms). Raises LexiconError or TermError."""
        return cls({name: tuple(_expand(name, raw, ())) for name in raw})

    def extended(self, raw: Mapping[str, Iterable[str]]) -> Lexicon:
        """Return this lexicon with the concepts of ``raw``, which win over those of the same name.

        A concept of ``raw`` may take in the one of the same name that it replaces (``@name``).
        """
        if not raw:
            return self
        own = {n: [f"@{n} (wider)" if t == f"@{n}" else t for t in terms] for n, terms in raw.items()}
        wider = {f"{n} (wider)": self.concepts[n] for n in raw if n in self.concepts}
        merged: Mapping[str, Iterable[str]] = ChainMap(own, wider, self.concepts)  # type: ignore[arg-type]
        return Lexicon(ChainMap({n: tuple(_expand(n, merged, ())) for n in raw}, self.concepts))  # type: ignore[arg-type]

    def over(self, concepts: Mapping[str, tuple[str, ...]]) -> Lexicon:
        """Return this lexicon under ``concepts``, which are expanded already: those of a rule that was loaded."""
        return Lexicon(ChainMap(dict(concepts), self.concepts)) if concepts else self  # type: ignore[arg-type]

    def terms(self, name: str) -> tuple[str, ...]:
        """Return the terms of concept ``name``. Raises LexiconError with the nearest name."""
        try:
            return self.concepts[name]
        except KeyError:
            raise LexiconError(unknown_concept(name, self.concepts)) from None


def unknown_concept(name: str, known: Iterable[str]) -> str:
    """Return the sentence that says concept ``name`` is unknown, with the nearest known name."""
    near = get_close_matches(name, list(known), n=1)
    hint = f"; bedoelt u '{near[0]}'?" if near else ""
    return f"onbekend begrip '{name}'{hint}"


def _expand(name: str, raw: Mapping[str, Iterable[str]], path: tuple[str, ...]) -> list[str]:
    if name in path:
        raise LexiconError(f"begrip '{name}' verwijst naar zichzelf: {' > '.join((*path, name))}")
    if name not in raw:
        raise LexiconError(unknown_concept(name, raw))
    terms: dict[str, None] = {}
    for term in raw[name]:
        if term.startswith("@"):
            terms.update(dict.fromkeys(_expand(term[1:], raw, (*path, name))))
        else:
            parse_term(term.removeprefix("!"))
            terms[term] = None
    return list(terms)
