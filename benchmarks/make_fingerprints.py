"""Makes rulesets/bronteksten.bin: fingerprints of the source documents, by which pasted text is known.

    python benchmarks/make_fingerprints.py FOLDER

FOLDER holds the source documents as plain text (*.txt); they are not part of resvtool. Only numbers go into the
file (see resvtool/language/quoting.py), none of the text.
"""

from __future__ import annotations

import pathlib
import re
import sys

from resvtool.language.quoting import fingerprints, save_fingerprints, words_of

_TARGET = pathlib.Path(__file__).resolve().parents[1] / "rulesets" / "bronteksten.bin"
_NUMBERED = re.compile(r"^\s*(?:[-•*]\s*)?(?:\(?\d{1,2}[.)]\s*)?", re.MULTILINE)


def main() -> int:
    """Write the file; say how many fingerprints of how many documents are in it."""
    sources = sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))
    if not sources:
        print(f"{sys.argv[1]}: no *.txt here")
        return 2
    found: set[int] = set()
    for source in sources:
        text = source.read_text(encoding="utf-8")
        # Twice: as it stands, and without the bullets and numbers before its lines.
        found.update(fingerprints(words_of(text)), fingerprints(words_of(_NUMBERED.sub("", text))))
    save_fingerprints(_TARGET, found)
    print(f"{len(found)} fingerprints of {len(sources)} documents in {_TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
