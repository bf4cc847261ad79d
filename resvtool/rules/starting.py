"""Starting a ruleset of one's own: a folder that works at once."""

from __future__ import annotations

import json
import os
import pathlib
import re
import unicodedata
from collections.abc import Collection

from resvtool.rules.loading import builtin_rulesets, load_ruleset
from resvtool.rules.model import RulesetError
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

    ``extends`` may be the path of a folder, from here; it is written as seen from the new folder. The id is
    made of the folder's name. Raises FileExistsError when the folder holds something already, RulesetError
    when ``extends`` is not right or the folder is called as a built-in ruleset, OSError when it cannot be written.
    """
    if folder.name in builtin_rulesets():
        raise RulesetError(f"{folder}: '{folder.name}' is een meegeleverde ruleset; kies een andere naam voor de map")
    below = load_ruleset(extends)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    name = _slug(folder.resolve().name, below.layers)
    title = json.dumps(name.replace("-", " ").capitalize(), ensure_ascii=False)
    base = json.dumps(_seen_from(folder, extends), ensure_ascii=False)
    files = {
        "ruleset.yaml": _RULESET.format(id=json.dumps(name), name=title, extends=base),
        "spreekuur.yaml": _RULE.format(id=name),
        "rule.schema.json": json.dumps(rule_schema(), ensure_ascii=False, indent=1) + "\n",
    }
    for file, content in files.items():
        (folder / file).write_text(content, encoding="utf-8")
    return [folder / file for file in files]


def _slug(name: str, taken: Collection[str]) -> str:
    """Return ``name`` as the id of a ruleset: lower case, without accents, the rest as hyphens; none of ``taken``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "eigen"
    if slug in (*builtin_rulesets(), "plan") or re.fullmatch(r"bb[1-7]", slug):
        slug = f"eigen-{slug}"
    while slug in taken:
        slug += "-2"
    return slug


def _seen_from(folder: pathlib.Path, extends: str) -> str:
    """Return ``extends`` as a ruleset in ``folder`` must write it: a built-in name, or a relative path."""
    if extends in builtin_rulesets():
        return extends
    target = pathlib.Path(extends).resolve()
    try:
        return pathlib.PurePath(os.path.relpath(target, folder.resolve())).as_posix()
    except ValueError:
        return target.as_posix()
