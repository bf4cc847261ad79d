"""What the second witness learns from: the windows of labelled plans and passages, with their signs.

A window of a plan speaks for a requirement when it holds the quote that its label gives as evidence. Windows of
a plan that lacks the requirement speak against it, those that the rule took for evidence most of all. What
stands near the evidence is neither.
"""

from __future__ import annotations

import json
import multiprocessing
import pathlib
import re
from dataclasses import dataclass, field

import yaml

from resvtool.language.lexicon import Lexicon
from resvtool.locating.passages import Passages, Window
from resvtool.locating.signs import Signs
from resvtool.plan import Plan
from resvtool.reading.markdown import read_markdown
from resvtool.rules.checks.describes import matches_of
from resvtool.rules.evidence import Searcher
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Ruleset

_KINDS = (Window.PAIR, Window.PARAGRAPH)
_LONG_QUOTE = 40
_RULESETS: dict[str, Ruleset] = {}


@dataclass
class Labelled:
    """One requirement in one plan: its label, the windows that show it, and what the rule found there.

    ``near`` are the windows of the sections in which the evidence stands; ``matches`` the sentences of every
    strong match, ``taken`` the windows that hold them.
    """

    rule: str
    status: str
    shows: list[int]
    near: list[int]
    matches: list[tuple[int, ...]]
    weak: bool
    taken: list[int]


@dataclass
class Rows:
    """A plan as rows: the signs of its windows, and its labels."""

    name: str
    signs: list[list[str]]
    labels: list[Labelled] = field(default_factory=list)


@dataclass
class Passage:
    """A passage written for one requirement: its signs, and whether it meets it."""

    rule: str
    met: bool
    signs: list[str]


def ruleset(name: str) -> Ruleset:
    """Return a built-in ruleset, loaded once."""
    if name not in _RULESETS:
        _RULESETS[name] = load_ruleset(name)
    return _RULESETS[name]


def plan_in(folder: pathlib.Path) -> tuple[Plan, Ruleset, dict[str, dict]]:
    """Return the plan in ``folder`` (read from Markdown, without the witness), its ruleset and its settled labels."""
    labels = yaml.load((folder / "labels.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["labels"]
    settled = folder / "settled.yaml"
    if settled.is_file():
        for rule_id, label in yaml.load(settled.read_text(encoding="utf-8"), yaml.CSafeLoader).items():
            labels[rule_id] = {**labels[rule_id], **label}
    rules = ruleset(yaml.safe_load((folder / "meta.yaml").read_text(encoding="utf-8"))["ruleset"])
    document = read_markdown((folder / "plan.md").read_text(encoding="utf-8"))
    return Plan(document, rules.lexicon), rules, labels


def plans(folders: list[pathlib.Path]) -> list[Rows]:
    """Return the rows of the plans in ``folders``, read side by side."""
    with multiprocessing.Pool() as pool:
        return pool.map(_rows_of, folders, chunksize=1)


def passages(path: pathlib.Path) -> list[Passage]:
    """Return the passages of a file of JSON lines (id, label, text)."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lexicon = ruleset("landelijk").lexicon
    with multiprocessing.Pool() as pool:
        signs = pool.starmap(_signs_of, [(line["text"], lexicon) for line in lines], chunksize=100)
    return [Passage(x["id"], x["label"] == "met", s) for x, s in zip(lines, signs, strict=True)]


def _signs_of(text: str, lexicon: Lexicon) -> list[str]:
    read = Passages(read_markdown(text), lexicon)
    signs = Signs(read)
    heads = {h for sentence in read.sentences.values() for h in sentence.contexts}
    return sorted(frozenset().union(*map(signs.of_sentence, read.sentences), *map(signs.of_head, heads)))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _rows_of(folder: pathlib.Path) -> Rows:
    plan, rules, labels = plan_in(folder)
    read = plan.passages
    signs = Signs(read)
    windows = signs.windows()
    place = signs.places()
    texts = [_plain(read.window_text(w)) for w in windows]
    blocks = [read.sentences[read.members[w][0]].block for w in windows]
    rows = Rows(folder.name, [sorted(signs.of_window(w)) for w in windows])
    whole = [_plain(b.text if b.table is None else b.table.text()) for b in plan.document.blocks]
    for rule in rules.rules:
        label = labels.get(rule.id)
        if label is None or rule.check.kind != "describes":
            continue
        quote = _plain(label.get("evidence") or "")
        shows = [i for i, t in enumerate(texts) if quote and (quote in t or (len(t) > _LONG_QUOTE and t in quote))]
        around = {blocks[i] for i in shows} or {i for i, t in enumerate(whole) if quote and quote in t}
        sections = {read.section_of.get(b) for b in around}
        near = [i for i, b in enumerate(blocks) if read.section_of.get(b) in sections]
        matches, weak = matches_of(rule, Searcher(read, read.lexicon.extended(rule.check.terms)))
        held = {place[read.sentences[n].windows[k]] for m in matches for n in m.sentences[:6] for k in _KINDS}
        found = [tuple(m.sentences) for m in matches]
        rows.labels.append(Labelled(rule.id, label["status"], shows, near, found, weak, sorted(held)))
    return rows
