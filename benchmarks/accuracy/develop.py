"""Shows, for some rules, what they say of passages and of plans in Markdown: a quick look while writing rules.

    python benchmarks/accuracy/develop.py ID... [--passages FILE.jsonl] [--plans DIR...] [--verbose]

Passages are lines of JSON with id, label (met, not-met), kind and text. A third of them (by a hash of the
text) is held out: only their count is shown, never their text, so that terms are not fitted to them.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import re
import zlib
from dataclasses import replace
from fnmatch import fnmatch

import yaml

from resvtool.plan import Plan
from resvtool.reading.markdown import read_markdown
from resvtool.rules.engine import judge_rule
from resvtool.rules.evidence import Searcher
from resvtool.rules.loading import load_ruleset
from resvtool.rules.model import Result, Rule, Ruleset, Status

_RULESETS: dict[str, Ruleset] = {}


def ruleset(name: str) -> Ruleset:
    """Return a ruleset, loaded once, with examples."""
    if name not in _RULESETS:
        _RULESETS[name] = load_ruleset(name, examples=True)
    return _RULESETS[name]


def right(label: dict, status: str) -> bool:
    """Say whether ``status`` is right for ``label``, as score.py does."""
    wanted = {"present": ("pass",), "absent": ("fail",), "partial": ("fail", "review"), "na": ("not-applicable",)}
    return status in wanted[label["status"]] or status in (label.get("accept") or [])


def show(result: Result) -> str:
    """Return the status with its evidence or nearest passage, on one line."""
    found = result.finding.evidence or ((result.finding.nearest,) if result.finding.nearest else ())
    items = "; ".join(f"{i.name}: {i.status} {list(i.missing)}" for i in result.finding.items)
    return f"{result.status} :: " + " || ".join(e.text for e in found)[:600] + (f" ITEMS {items}" if items else "")


def matches(rule: Rule, plan: Plan, name: str) -> None:
    """Print every strong match of every alternative of ``rule`` in a plan: each should be evidence by itself."""
    searcher = Searcher(plan.passages, plan.passages.lexicon.extended(rule.check.terms))
    for number, alternative in enumerate(rule.check.evidence, 1):
        if alternative.weak:
            continue
        for match in searcher.matches(alternative):
            found = searcher.evidence(match)
            heading = found.anchor.section[-1] if found.anchor.section else "-"
            print(f"  {name} #{number} [{heading[:40]}] {found.text[:300]}")


def without_evidence(plan: Plan, quote: str) -> Plan | None:
    """Return the plan without the section that holds ``quote`` (None when the quote is not found)."""

    def plain(text: str) -> str:
        return re.sub(r"[^a-z0-9]", "", text.lower())

    wanted = plain(quote)
    blocks = plan.document.blocks
    for i, block in enumerate(blocks):
        if wanted and wanted in plain(block.text if block.table is None else block.table.text()):
            section = plan.passages.section_of.get(i)
            kept = [b for j, b in enumerate(blocks) if plan.passages.section_of.get(j) != section]
            return Plan(replace(plan.document, blocks=kept), plan.lexicon)
    return None


def passages(rule: Rule, lexicon_of: Ruleset, lines: list[dict], verbose: bool) -> None:
    """Print how many passages of ``rule`` come out right, and (not held out) which do not."""
    count: dict[tuple[str, bool], list[int]] = {}
    for line in lines:
        held = zlib.crc32(line["text"].encode()) % 3 == 0
        plan = Plan(read_markdown(line["text"]), lexicon_of.lexicon)
        passed = judge_rule(plan, rule).status in (Status.PASS, Status.NOT_APPLICABLE)
        good = passed == (line["label"] == "met")
        cell = count.setdefault((line["label"], held), [0, 0])
        cell[0] += good
        cell[1] += 1
        if verbose and not good and not held:
            print(
                f"  {'MISSED' if line['label'] == 'met' else 'FALSE '} {line['kind']}: "
                + line["text"].replace("\n", " // ")
            )
    parts = [f"{label}{' held-out' if held else ''} {a}/{b}" for (label, held), (a, b) in sorted(count.items())]
    print(f"{rule.id} passages: " + ", ".join(parts))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="+", help="rule ids, with * and ? allowed")
    parser.add_argument("--passages", type=pathlib.Path)
    parser.add_argument("--plans", type=pathlib.Path, nargs="*", default=[])
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--all", action="store_true", help="show also what is right")
    parser.add_argument("--matches", action="store_true", help="show every match in every plan")
    parser.add_argument("--ablate", action="store_true", help="judge present rules without their evidence's section")
    parser.add_argument("--insurer", default="landelijk", help="ruleset for passages and examples")
    options = parser.parse_args()
    chosen = [r for r in ruleset(options.insurer).rules if any(fnmatch(r.id, i) for i in options.ids)]
    lines = (
        [json.loads(line) for line in options.passages.read_text(encoding="utf-8").splitlines()]
        if options.passages
        else []
    )
    for rule in chosen:
        own = [line for line in lines if line["id"] == rule.id]
        if own:
            passages(rule, ruleset(options.insurer), own, options.verbose)
        for kind, texts, wanted in (("pass", rule.examples.passing, True), ("fail", rule.examples.failing, False)):
            for text in texts:
                result = judge_rule(Plan(read_markdown(text), ruleset(options.insurer).lexicon), rule)
                if (result.status is Status.PASS) != wanted:
                    print(f"{rule.id} EXAMPLE that must {kind}: {show(result)}\n    {text[:300]}")
    tally: dict[str, list[int]] = {}
    folders = [f for d in options.plans for f in ([d] if (d / "plan.md").is_file() else sorted(d.iterdir()))]
    for folder in folders:
        if not (folder / "labels.yaml").is_file():
            continue
        labels = yaml.load((folder / "labels.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["labels"]
        name = yaml.safe_load((folder / "meta.yaml").read_text(encoding="utf-8"))["ruleset"]
        plan = Plan(read_markdown((folder / "plan.md").read_text(encoding="utf-8")), ruleset(name).lexicon)
        for rule in ruleset(name).rules:
            label = labels.get(rule.id)
            if label is None or not any(fnmatch(rule.id, i) for i in options.ids):
                continue
            if options.matches and rule.check.kind == "describes":
                print(f"{folder.name} {rule.id} {label['status']}")
                matches(rule, plan, folder.name)
                continue
            if options.ablate:
                less = without_evidence(plan, label.get("evidence") or "") if label["status"] == "present" else None
                if less is not None and rule.check.kind == "describes":
                    result = judge_rule(less, rule)
                    cell = tally.setdefault("present, evidence removed, not passed", [0, 0])
                    cell[0] += result.status is not Status.PASS
                    cell[1] += 1
                    if result.status is Status.PASS:
                        print(f"STILL {folder.name} {rule.id}: {show(result)[:500]}")
                continue
            result = judge_rule(plan, rule)
            good = right(label, result.status)
            cell = tally.setdefault(label["status"], [0, 0])
            cell[0] += good
            cell[1] += 1
            if options.all or not good:
                quote = f"<{label.get('where') or ''}: {label.get('evidence') or ''}> {label.get('note') or ''}"
                mark = "ok  " if good else "MISS"
                print(f"{mark} {folder.name} {rule.id} want {label['status']} {quote}")
                print(f"       got {show(result)}")
    if tally:
        print("plans: " + ", ".join(f"{name} {a}/{b}" for name, (a, b) in sorted(tally.items())))


if __name__ == "__main__":
    main()
