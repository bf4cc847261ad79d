"""``resvtool rules``: lists, tests, compares and starts rulesets; ``resvtool explain`` explains one rule."""

from __future__ import annotations

import json
import pathlib
from typing import Annotated

import typer

from resvtool.cli.common import Lang, load, stop, terminal_width

app = typer.Typer(
    help="Toon, test, vergelijk of begin een ruleset.", rich_markup_mode=None, invoke_without_command=True
)

RulesetOption = Annotated[
    str, typer.Option("--ruleset", "-r", help="landelijk, menzis, cz, zilveren-kruis of een eigen map.")
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Taal van de uitvoer.")]


def rule_ids(incomplete: str) -> list[str]:
    """Return the ids of the rules that come with resvtool, for completion with Tab."""
    from resvtool.rules.loading import builtin_rule_ids

    return [rule for rule in builtin_rule_ids() if rule.startswith(incomplete)]


@app.callback()
def list_rules(
    context: typer.Context,
    ruleset: RulesetOption = "landelijk",
    lang: LangOption = Lang.NL,
    dates: Annotated[bool, typer.Option("--dates", help="Toon de data van de inkoopronde.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Als JSON, voor andere programma's.")] = False,
) -> None:
    """Toon de regels van een ruleset, per bouwsteen, met de laag die ze maakte of wijzigde."""
    if context.invoked_subcommand is not None:
        context.obj = ruleset
        return
    from resvtool.report import rules_report

    loaded = load(ruleset)
    if as_json:
        data = rules_report.dates_as_data(loaded, lang.value) if dates else rules_report.as_data(loaded, lang.value)
        typer.echo(json.dumps(data, ensure_ascii=False, indent=1))
    elif dates:
        typer.echo(rules_report.dates(loaded, lang.value))
    else:
        typer.echo(rules_report.listing(loaded, lang.value, terminal_width()))


@app.command("test")
def test_rules(
    context: typer.Context,
    folder: Annotated[str | None, typer.Argument(help="Naam of map van een ruleset.")] = None,
    ruleset: Annotated[str | None, typer.Option("--ruleset", "-r", help="Naam of map van een ruleset.")] = None,
) -> None:
    """Controleer elk voorbeeld van elke regel; afsluitcode 1 als er een niet klopt."""
    from resvtool.rules.examples import run_examples

    name = folder or ruleset or context.obj or "landelijk"
    outcomes = list(run_examples(load(name, examples=True)))
    wrong = [o for o in outcomes if not o.right]
    for outcome in wrong:
        typer.echo(
            f"{outcome.rule}: voorbeeld {outcome.number} onder '{outcome.kind}' geeft {outcome.status}: {outcome.text}"
        )
    bare = sorted({o.rule for o in outcomes if o.number == 0})
    typer.echo(f"{len(outcomes) - len(bare)} voorbeelden, {len(wrong)} fout.")
    if wrong:
        raise typer.Exit(1)


@app.command("compare")
def compare_rules(
    left: Annotated[str, typer.Argument(metavar="EERSTE", help="Eerste ruleset.")],
    right: Annotated[str, typer.Argument(metavar="TWEEDE", help="Tweede ruleset.")],
    lang: LangOption = Lang.NL,
) -> None:
    """Laat zien wat de ene ruleset vraagt en de andere niet, of anders."""
    from resvtool.report import rules_report

    typer.echo(rules_report.comparison(load(left), load(right), lang.value))


@app.command("init")
def init_ruleset(
    folder: Annotated[pathlib.Path, typer.Argument(help="Nieuwe map voor de ruleset.")],
    extends: Annotated[str, typer.Option("--extends", help="De ruleset waarop u voortbouwt.")] = "landelijk",
) -> None:
    """Begin een eigen ruleset: een map met een voorbeeldregel die meteen werkt."""
    from resvtool.rules.model import RulesetError
    from resvtool.rules.starting import start_ruleset

    try:
        made = start_ruleset(folder, extends)
    except RulesetError as error:
        stop(str(error))
    except FileExistsError:
        stop(f"{folder}: bestaat al en is niet leeg; kies een nieuwe map")
    except OSError as error:
        stop(f"{folder}: niet te maken ({error.strerror})")
    for path in made:
        typer.echo(str(path))


def explain(
    rule_id: Annotated[
        str, typer.Argument(metavar="ID", help="Bijvoorbeeld bb5/escalatieladder.", autocompletion=rule_ids)
    ],
    ruleset: RulesetOption = "",
    lang: LangOption = Lang.NL,
) -> None:
    """Leg een regel uit: wat er wordt gevraagd, door wie, waar op wordt gelet, en voorbeelden."""
    from difflib import get_close_matches

    from resvtool.report import rules_report
    from resvtool.rules.loading import builtin_rulesets

    prefix = rule_id.split("/")[0]
    loaded = load(ruleset or (prefix if prefix in builtin_rulesets() else "landelijk"), examples=True)
    off = next((r for r in loaded.disabled if r.id == rule_id), None)
    rule = loaded.rule(rule_id) or off
    if rule is None:
        near = get_close_matches(rule_id, [r.id for r in loaded.rules], n=1)
        hint = f"; bedoelt u '{near[0]}'?" if near else f"; 'resvtool rules --ruleset {loaded.id}' noemt ze alle"
        stop(f"regel '{rule_id}' staat niet in ruleset {loaded.id}{hint}")
    typer.echo(rules_report.explanation(rule, lang.value, rule is off))
