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
from resvtool.rules.checks.describes import told_by_activities
from resvtool.rules.checks.weighing import found_by, is_of_items, is_weighed
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Ruleset

_KINDS = (Window.PAIR, Window.PARAGRAPH)
_LONG_QUOTE = 40
_SHORT_QUOTE, _SHORT_HEADING = 8, 4
_PARTS = ("effect-patient", "effect-aanbieder", "domein")
_RULESETS: dict[str, Ruleset] = {}


@dataclass
class Labelled:
    """One requirement in one plan: its label, the windows that show it, and what the rule found there.

    ``near`` are the windows of the sections in which the evidence stands; ``matches`` the sentences of every
    strong match, ``taken`` the windows that hold them. ``quoted`` are, per further quote of the label's status, the
    windows that hold it: more that shows the requirement, or what a hasty reader would take for it. ``where`` are
    the windows of the section that the writer names. ``of_items`` marks what is asked of every item: where it is
    absent, most items have it all the same. ``told`` is what the list of activities tells of it.
    """

    rule: str
    status: str
    shows: list[int]
    near: list[int]
    matches: list[tuple[int, ...]]
    weak: bool
    taken: list[int]
    quoted: list[list[int]] = field(default_factory=list)
    where: list[int] = field(default_factory=list)
    of_items: bool = False
    told: float = 0.0


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


def folders_to_learn_from(root: pathlib.Path) -> list[pathlib.Path]:
    """Return the folders of the plans that weights are learned from: labelled, not held out, not kept for later."""
    kept = yaml.safe_load((root / "sets.yaml").read_text(encoding="utf-8"))["not_learned"]
    return sorted(f for f in (root / "plans").iterdir() if (f / "labels.yaml").is_file() and f.name not in kept)


def plan_in(folder: pathlib.Path) -> tuple[Plan, Ruleset, dict[str, dict]]:
    """Return the plan in ``folder`` (read from Markdown, without the witness), its ruleset and its labels.

    Labels on which the second reader differs are left out until they are settled; further quotes of a writer who was
    not followed are no longer there.
    """
    labels = yaml.load((folder / "labels.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["labels"]
    path = folder / "settled.yaml"
    settled = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) if path.is_file() else {}
    for rule_id, label in settled.items():
        differs = label["status"] != labels[rule_id]["status"]
        labels[rule_id] = {**labels[rule_id], **label, **({"also": []} if differs else {})}
    for rule_id, second in second_labels(folder).items():
        if rule_id in labels and rule_id not in settled and second["status"] != labels[rule_id]["status"]:
            del labels[rule_id]
    rules = ruleset(yaml.safe_load((folder / "meta.yaml").read_text(encoding="utf-8"))["ruleset"])
    document = read_markdown((folder / "plan.md").read_text(encoding="utf-8"))
    return Plan(document, rules.lexicon), rules, labels


def second_labels(folder: pathlib.Path) -> dict[str, dict]:
    """Return the labels of the blind second reader of a plan, none where there was none."""
    path = folder / "labels2.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["labels"] if path.is_file() else {}


def items_in(folder: pathlib.Path) -> dict[str, list[dict[str, str]]]:
    """Return the activities and bottlenecks that the second reader found in a plan, with what the plan says of each.

    Empty where no reader listed them.
    """
    path = folder / "items.yaml"
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) if path.is_file() else {}


def further_quotes(folder: pathlib.Path, labels: dict[str, dict]) -> dict[str, list[str]]:
    """Return the quotes besides the evidence that writer and readers gave for the settled status of requirements."""
    path = folder / "also.yaml"
    marked = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) if path.is_file() else {}
    found = {rule_id: list(quotes) for rule_id, quotes in marked.items()}
    for rule_id, label in labels.items():
        found.setdefault(rule_id, []).extend(label.get("also") or ())
    for rule_id, label in second_labels(folder).items():
        if rule_id in labels and label["status"] == labels[rule_id]["status"]:
            found.setdefault(rule_id, []).extend([label.get("evidence") or "", *label.get("also", ())])
    for part in _PARTS:
        rule_id = f"bb4/{part}-per-activiteit"
        if labels.get(rule_id, {}).get("status") == "present":
            told = [activity[part] for activity in items_in(folder).get("activities", ()) if activity.get(part)]
            found.setdefault(rule_id, []).extend(told)
    return found


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


def plain(text: str) -> str:
    """Return only the letters and digits of ``text``, by which quotes are found."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _rows_of(folder: pathlib.Path) -> Rows:
    plan, rules, labels = plan_in(folder)
    read = plan.passages
    signs = Signs(read)
    windows = signs.windows()
    place = signs.places()
    texts = [plain(read.window_text(w)) for w in windows]
    blocks = [read.sentences[read.members[w][0]].block for w in windows]
    rows = Rows(folder.name, [sorted(signs.of_window(w)) for w in windows])
    whole = [plain(b.text if b.table is None else b.table.text()) for b in plan.document.blocks]
    further = further_quotes(folder, labels)
    for rule in rules.rules:
        label = labels.get(rule.id)
        if label is None or not is_weighed(rule):
            continue
        quote = plain(label.get("evidence") or "")
        shows = _holding(quote, texts)
        around = {blocks[i] for i in shows} or {i for i, t in enumerate(whole) if quote and quote in t}
        sections = {read.section_of.get(b) for b in around}
        near = [i for i, b in enumerate(blocks) if read.section_of.get(b) in sections]
        found, weak = found_by(plan, rule)
        held = {place[read.sentences[n].windows[k]] for sentences in found for n in sentences[:6] for k in _KINDS}
        quotes = {plain(q) for q in further.get(rule.id, ())} - {quote}
        quoted = [_holding(q, texts) for q in sorted(quotes) if len(q) > _SHORT_QUOTE]
        named = _sections_named(plan, plain(label.get("where") or ""))
        where = [i for i, b in enumerate(blocks) if read.section_of.get(b) in named]
        rows.labels.append(
            Labelled(
                rule.id,
                label["status"],
                shows,
                near,
                found,
                weak,
                sorted(held),
                quoted,
                where,
                is_of_items(rule),
                told_by_activities(plan, rule),
            )
        )
    return rows


def _holding(quote: str, texts: list[str]) -> list[int]:
    """Return the windows that hold ``quote``, or that it holds."""
    return [i for i, t in enumerate(texts) if quote and (quote in t or (len(t) > _LONG_QUOTE and t in quote))]


def _sections_named(plan: Plan, where: str) -> set[int]:
    """Return the sections whose heading stands in ``where``, or the other way about."""
    headings = {s.number: plain(s.heading) for s in plan.passages.sections}
    return {n for n, h in headings.items() if where and len(h) > _SHORT_HEADING and (h in where or where in h)}
