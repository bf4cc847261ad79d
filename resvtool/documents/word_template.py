"""A Word template whose parts are filled one by one, so that what goes wrong can be named. See ``rendering``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, Template
from lxml import etree

from resvtool.documents.tags import Tags

Naming = Callable[[Tags], AbstractContextManager[None]]


@lru_cache(maxsize=32)
def _compiled(environment: Environment, source: str) -> Template:
    """Return a part of a template, compiled once for all the files made from it."""
    return environment.from_string(source)


@lru_cache(maxsize=4)
def _unescaped(environment: Environment) -> Environment:
    return environment.overlay(autoescape=False)


class WordTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl's template, with the tags of the part at hand for whoever names an error."""

    _naming: Naming

    def fill(self, context: Mapping[str, Any], environment: Environment, naming: Naming) -> None:
        """Fill body, headers, footers, notes and properties. ``naming(tags)`` surrounds each part."""
        self._naming = naming
        self.render(dict(context), environment)

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Environment | None = None
    ) -> str:
        """Return the markup of one part, filled."""
        assert jinja_env is not None
        tags = Tags(src_xml)
        with self._naming(tags):
            filled = _compiled(jinja_env, tags.spread).render(context)
        resolved: str = self.resolve_listing(filled)
        return resolved

    def fix_tables(self, xml: str) -> Any:
        """Return the filled body as a tree. Raises XMLSyntaxError, where docxtpl would drop what it cannot read."""
        etree.fromstring(xml.encode("utf-8"))
        return super().fix_tables(xml)

    def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Fill the title and other properties: plain text, which python-docx escapes itself."""
        assert jinja_env is not None
        plain = _unescaped(jinja_env)
        for name in ("author", "comments", "subject", "title"):
            source = getattr(self.docx.core_properties, name)
            tags = Tags(source)
            with self._naming(tags):
                setattr(self.docx.core_properties, name, _compiled(plain, tags.spread).render(context))
