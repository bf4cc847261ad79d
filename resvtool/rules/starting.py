"""Starting a ruleset of one's own: a folder that works at once."""

from __future__ import annotations

import json
import pathlib

from resvtool.rules.schema import rule_schema

_RULESET = """\
# Een eigen ruleset. `extends` noemt de ruleset waarop deze voortbouwt: een meegeleverde naam of een map.
id: {id}
name: {name}
version: "1"
extends: {extends}
"""

_RULE = """\
# yaml-language-server: $schema=rule.schema.json
# Een regel per bestand. `resvtool rules test {id}` controleert de voorbeelden.
id: {id}/spreekuur
block: 4
title: {{nl: Gezamenlijk spreekuur, en: Joint consultation hour}}
need:
  nl: Het plan beschrijft een gezamenlijk spreekuur van huisarts en sociaal werk in ten minste een wijk.
  en: The plan describes a joint consultation hour of GP and social work in at least one neighbourhood.
advice:
  nl: Noem de wijk, de deelnemers en hoe vaak het spreekuur is.
  en: Name the neighbourhood, who takes part and how often it is held.
source: {{eigen beleid: "par. 2"}}
severity: warning
check:
  kind: describes
  terms:                       # eigen begrippen; begrippen als huisarts en sociaal-werk zijn er al
    spreekuur: [spreekuur/spreekuren, inloopuur]
  evidence:                    # een van deze vormen is genoeg
  - {{all: [spreekuur, huisarts, sociaal-werk], window: paragraph}}
examples:
  pass:
  - In de Bloemenwijk houden huisarts en sociaal werker elke dinsdag samen spreekuur.
  fail:
  - Een gezamenlijk spreekuur van huisarts en sociaal werk werken we later uit.
  - De huisarts houdt elke ochtend spreekuur.
"""


def start_ruleset(folder: pathlib.Path, extends: str) -> list[pathlib.Path]:
    """Make ``folder`` with a ruleset, one rule and the schema for editors; return the files made.

    Raises FileExistsError when the folder holds something already, OSError when it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    name = folder.resolve().name
    files = {
        "ruleset.yaml": _RULESET.format(id=name, name=name.replace("-", " ").capitalize(), extends=extends),
        "spreekuur.yaml": _RULE.format(id=name),
        "rule.schema.json": json.dumps(rule_schema(), ensure_ascii=False, indent=1) + "\n",
    }
    for file, content in files.items():
        (folder / file).write_text(content, encoding="utf-8")
    return [folder / file for file in files]
