"""Built-in rulesets kept ready between runs, so that 200 rule files are not read again for each plan.

What is kept lies in the user's own cache folder, one file a ruleset, beside a fingerprint of the rule files it
came from (names, sizes, times of change): one edited rule, and it is read anew. Only the classes of rules are
taken from it, so a file that somebody else put there can at most fail to load. Nothing of any plan is kept.
``RESVTOOL_CACHE`` names another folder; set to nothing, it keeps nothing. Rulesets of one's own are never kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pathlib
import pickle
import tempfile
from dataclasses import replace
from typing import Any

from resvtool import __version__
from resvtool.language.terms import Word, learn_parsed, parse_term
from resvtool.rules.model import Ruleset
from resvtool.rules.places import builtin_folder, builtin_weights, is_ruleset

FOLDER_VARIABLE = "RESVTOOL_CACHE"
_SUFFIX = ".rules"
_MARK_BYTES = 32
_TAKEN = {
    "resvtool.rules.model": {"Alternative", "Check", "Condition", "Examples", "Rule", "Ruleset", "Severity", "Text"},
    "resvtool.language.lexicon": {"Lexicon"},
    "datetime": {"date"},
}


def kept_ruleset(name: str) -> Ruleset:
    """Return ruleset ``name`` without examples: what :func:`resvtool.rules.loading.load_ruleset` returns.

    A built-in one comes from what an earlier run kept, if that is still right. Raises RulesetError.
    """
    folder = builtin_folder()
    cache = _cache_folder()
    if cache is None or pathlib.PurePath(name).name != name or not is_ruleset(folder / name):
        return _loaded(name)
    file = cache / f"{name}-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}{_SUFFIX}"
    mark = _fingerprint(folder)
    kept = _kept(file, mark)
    if kept is None:
        ruleset = _loaded(name)
        _keep(file, mark, ruleset)
        return ruleset
    ruleset, parsed = kept
    learn_parsed(parsed)
    weights = builtin_weights()
    return replace(ruleset, weights=weights.only(rule.id for rule in ruleset.rules) if weights else None)


def _loaded(name: str) -> Ruleset:
    from resvtool.rules.loading import load_ruleset

    return load_ruleset(name)


def _cache_folder() -> pathlib.Path | None:
    told = os.environ.get(FOLDER_VARIABLE)
    if told is not None:
        return pathlib.Path(told) if told else None
    from platformdirs import user_cache_path

    try:
        return user_cache_path("resvtool", appauthor=False)
    except (OSError, RuntimeError):  # a user without a home
        return None


def _fingerprint(folder: pathlib.Path) -> bytes:
    """Return a mark of the rule files in ``folder``, of this version of resvtool and of its own code for rules."""
    told = [__version__]
    code = pathlib.Path(__file__).parent
    for place in (folder, code, code.parent / "language"):
        for path, _, files in sorted(os.walk(place)):
            for name in sorted(files):
                if name.endswith((".yaml", ".yml", ".py")):
                    state = os.stat(os.path.join(path, name))  # noqa: PTH116, PTH118 - 200 files at each start
                    told.append(f"{path}/{name} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join(told).encode()).digest()


def _terms_of(ruleset: Ruleset) -> set[str]:
    concepts = [*ruleset.lexicon.concepts.values(), *(t for r in ruleset.rules for t in r.check.terms.values())]
    return {term.removeprefix("!") for terms in concepts for term in terms}


class _RulesOnly(pickle.Unpickler):
    """Takes the classes of rules from a file, and no other."""

    def find_class(self, module: str, name: str) -> Any:
        if name not in _TAKEN.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def _kept(file: pathlib.Path, mark: bytes) -> tuple[Ruleset, dict[str, tuple[Word, ...]]] | None:
    """Return the rules that ``file`` keeps and their terms, None when it is not there, not of these or not whole."""
    try:
        content = file.read_bytes()
        if content[:_MARK_BYTES] != mark:
            return None
        ruleset, parsed = _RulesOnly(io.BytesIO(content[_MARK_BYTES:])).load()
    except Exception:
        return None
    return (ruleset, parsed) if isinstance(ruleset, Ruleset) and isinstance(parsed, dict) else None


def _keep(file: pathlib.Path, mark: bytes, ruleset: Ruleset) -> None:
    """Keep ``ruleset`` in ``file``, whole or not at all; a folder that cannot be written keeps nothing."""
    with contextlib.suppress(OSError, pickle.PicklingError):
        file.parent.mkdir(parents=True, exist_ok=True)
        parsed = {term: parse_term(term) for term in _terms_of(ruleset)}
        content = mark + pickle.dumps((replace(ruleset, weights=None), parsed), protocol=5)
        handle, temporary = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as whole:
                whole.write(content)
            pathlib.Path(temporary).replace(file)
        except BaseException:
            pathlib.Path(temporary).unlink(missing_ok=True)
            raise
