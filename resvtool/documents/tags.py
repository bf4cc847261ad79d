"""Which tag of a template an error is about. Jinja tells lines only, so each tag is given a line of its own."""

from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError

_TAG = re.compile(r"(\{\{|\{%-?|\{#)(.*?)(?=\}\}|-?%\}|#\})(\}\}|-?%\}|#\})", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>")
_QUOTED = re.compile(r"'(\w+)'")


class Tags:
    """The tags of a template ``source``. ``spread`` is the same template with every tag on a line of its own."""

    def __init__(self, source: str) -> None:
        self._at: list[tuple[int, str, int]] = []  # line in spread, tag, line in source
        self._source = source
        self._breaks = 0
        self.spread = _TAG.sub(self._spread, source)

    def _spread(self, tag: re.Match[str]) -> str:
        line = self._source.count("\n", 0, tag.start()) + 1
        self._breaks += 1
        self._at.append((line + self._breaks, _plain(tag.group()), line))
        return f"{tag[1]}\n{tag[2]}{tag[3]}"

    def blamed(self, error: BaseException) -> tuple[str, int]:
        """Return the tag that ``error`` is about, and its line in the source; ("", 0) when none can be told."""
        line = error.lineno if isinstance(error, TemplateSyntaxError) else _line_raised(error)
        if "innermost block" in str(error):  # Jinja looked for its end up to the end of the file
            return self._unclosed(str(error))
        ends = (
            [at for at, _, _ in self._at[1:]] + [self._at[-1][0] + self._at[-1][1].count("\n") + 1] if self._at else []
        )
        for (start, tag, at), end in zip(self._at, ends, strict=True):
            if start <= line < end:
                return tag, at
        return "", 0

    def _unclosed(self, message: str) -> tuple[str, int]:
        """Return the last tag that opens the block which ``message`` names last: Jinja missed its end."""
        names = _QUOTED.findall(message)
        opening = [(tag, at) for _, tag, at in self._at if names and re.match(rf"\{{%-?\w*\s+{names[-1]}\b", tag)]
        return opening[-1] if opening else ("", 0)


def _line_raised(error: BaseException) -> int:
    """Return the line of the template at which ``error`` was raised, by its traceback; 0 when none is there."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _plain(tag: str) -> str:
    return " ".join(_MARKUP.sub("", tag).split())
