"""Changes to sound files that keep most of their structure: what a fuzzer of bytes alone would seldom make."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

import pikepdf
from lxml import etree

_ODD = ["", "-1", "0", "99999999999", "ja", "\u202e", "A" * 300, "1.5", "&amp;", "true", "w:val"]


def mutated_docx(data: bytes, seed: int) -> bytes:
    """Return the Word file ``data`` with some elements of its parts moved, doubled, dropped or bent."""
    choose = random.Random(seed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        for name in names:
            content = source.read(name)
            if choose.random() < 0.03:
                continue
            if name.endswith((".xml", ".rels")) and choose.random() < 0.7:
                content = _mutated_xml(content, choose)
            elif choose.random() < 0.05:
                content = source.read(choose.choice(names))
            target.writestr(name, content)
    return out.getvalue()


def _mutated_xml(content: bytes, choose: random.Random) -> bytes:
    root = etree.fromstring(content)
    for _ in range(choose.randint(1, 12)):
        elements = list(root.iter())
        element, other = choose.choice(elements), choose.choice(elements)
        change = choose.randrange(6)
        parent = element.getparent()
        if change == 0 and parent is not None:
            parent.remove(element)
        elif change == 1:
            other.append(copy.deepcopy(element))
        elif change == 2 and element.attrib:
            element.set(choose.choice(list(element.attrib)), choose.choice(_ODD).replace("\x00", ""))
        elif change == 3:
            element.tag = other.tag
        elif change == 4:
            element.text = choose.choice(_ODD)
        elif parent is not None:
            wrapper = etree.Element(other.tag)
            parent.replace(element, wrapper)
            wrapper.append(element)
    return etree.tostring(root)


def mutated_pdf(data: bytes, seed: int) -> bytes:
    """Return the PDF ``data`` with some of its objects bent: dictionaries, arrays and drawing instructions."""
    choose = random.Random(seed)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        objects = [o for o in pdf.objects if isinstance(o, pikepdf.Object)]
        for _ in range(choose.randint(1, 10)):
            thing = choose.choice(objects)
            if isinstance(thing, pikepdf.Stream) and choose.random() < 0.5:
                thing.write(_bent(thing.read_raw_bytes(), choose), filter=thing.get("/Filter"))
            elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                _bend_dictionary(thing, objects, choose)
            elif isinstance(thing, pikepdf.Array) and len(thing):
                thing[choose.randrange(len(thing))] = _odd_value(objects, choose)
        pdf.save(out, static_id=True, fix_metadata_version=False)
    return out.getvalue()


def _bend_dictionary(thing: Any, objects: list[Any], choose: random.Random) -> None:
    keys = [k for k in thing.keys() if k != "/Length"]  # noqa: SIM118
    if not keys:
        return
    key = choose.choice(keys)
    if choose.random() < 0.3:
        del thing[key]
    else:
        thing[key] = _odd_value(objects, choose)


def _odd_value(objects: list[Any], choose: random.Random) -> Any:
    values: list[Callable[[], Any]] = [
        lambda: choose.choice(objects),
        lambda: choose.choice([-1, 0, 2**31 - 1, 7]),
        lambda: pikepdf.Array([]),
        lambda: pikepdf.Dictionary(),
        lambda: pikepdf.String("odd"),
        lambda: pikepdf.Name("/Odd"),
    ]
    return choose.choice(values)()


def _bent(content: bytes, choose: random.Random) -> bytes:
    return bent_bytes(content, choose.randrange(2**32))


def bent_bytes(data: bytes, seed: int) -> bytes:
    """Return ``data`` with some bytes changed, doubled or cut."""
    choose = random.Random(seed)
    content = bytearray(data)
    for _ in range(choose.randint(1, 8)):
        if not content:
            break
        at = choose.randrange(len(content))
        change = choose.randrange(4)
        if change == 0:
            content[at] = choose.randrange(256)
        elif change == 1:
            del content[at : at + choose.randint(1, 40)]
        elif change == 2:
            content[at:at] = content[at : at + choose.randint(1, 60)]
        else:
            content[at:at] = choose.choice([b"<<", b">>", b"[", b"/Kids", b"\x00", b"obj", b"PK\x03\x04", b"</w:p>"])
    return bytes(content)
