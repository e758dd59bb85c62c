"""The schema of the API as a page to read: plain HTML made from the schema, with nothing fetched from elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from attrs import define, field

_SHORT: Final = re.compile(r"\{[^{}\[\]]{0,140}\}|\[[^{}\[\]]{0,140}\]")
METHODS: Final = ("get", "post", "put", "patch", "delete")


def page(schema: Mapping[str, Any], prefix: str) -> str:
    """The page: contents, then every address with its parameters, body and answers, then the shapes."""
    tags = {tag["name"]: tag.get("description", "") for tag in schema.get("tags", ())}
    lines = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(schema['info']['title'])} API</title>",
        '<link rel="icon" href="/static/icon.svg">',
        '<link rel="stylesheet" href="/static/css/base.css"><link rel="stylesheet" href="/static/css/api.css">',
        '</head><body class="api"><main>',
        f"<h1>{escape(schema['info']['title'])} API {escape(schema['info']['version'])}</h1>",
        *(f"<p>{_words(part)}</p>" for part in schema["info"]["description"].strip().split("\n\n")),
        f'<p><a href="{prefix}/openapi.json">openapi.json</a> · <a href="{prefix}/problems">problems</a></p>',
        '<nav aria-label="Contents"><ul>',
    ]
    groups = _groups(schema)
    once = _Once()
    lines += [
        f'<li><a href="#{escape(tag)}">{escape(tag)}</a>: {escape(tags.get(tag, ""))}</li>' for tag in groups
    ]
    lines.append("</ul></nav>")
    for tag, operations in groups.items():
        lines.append(f'<h2 id="{escape(tag)}">{escape(tag)}</h2>')
        for path, method, operation in operations:
            lines += _operation(prefix + path, method, operation, once)
    lines += [
        '<h2 id="refusals">Refusals</h2>',
        "<table><thead><tr><th>status</th><th>shape</th><th>when</th></tr></thead><tbody>",
    ]
    lines += [f'<tr id="{name}">{cells}</tr>' for cells, name in once.refusals.items()]
    lines += ["</tbody></table>", '<h2 id="shapes">Shapes</h2>']
    for name, shape in sorted(schema["components"]["schemas"].items()):
        lines.append(
            f'<details id="shape-{escape(name)}"><summary><code>{escape(name)}</code> '
            f"{escape(str(shape.get('description', '')).splitlines()[0] if shape.get('description') else '')}</summary>"
            f"{_json(_untitled(shape))}</details>"
        )
    lines.append("</main></body></html>")
    return "\n".join(lines)


@define(slots=True)
class _Once:
    """What many addresses share, told once: the ways in which a request is refused, and the examples of bodies."""

    refusals: dict[str, str] = field(factory=dict)
    examples: dict[str, str] = field(factory=dict)

    def refusal(self, cells: str, status: str) -> str:
        """The name of the row that tells of a refusal."""
        return self.refusals.setdefault(cells, f"refused-{status}-{len(self.refusals)}")


def _json(value: object) -> str:
    """Data as text to read, what is short on one line; quotation marks need no escape there."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    text = _SHORT.sub(lambda match: " ".join(match[0].split()), text)
    return f"<pre>{escape(text, quote=False)}</pre>"


def _untitled(shape: object) -> object:
    """A shape without the titles that only repeat its names."""
    if isinstance(shape, Mapping):
        return {
            key: _untitled(value)
            for key, value in shape.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_untitled(one) for one in shape] if isinstance(shape, list) else shape


def _groups(schema: Mapping[str, Any]) -> dict[str, list[tuple[str, str, Mapping[str, Any]]]]:
    found: dict[str, list[tuple[str, str, Mapping[str, Any]]]] = {}
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                for tag in methods[method].get("tags", ["other"])[:1]:
                    found.setdefault(tag, []).append((path, method, methods[method]))
    return found


def _operation(path: str, method: str, operation: Mapping[str, Any], once: _Once) -> Iterator[str]:
    name = f"{method.upper()} {path}"
    here = f"{method}-{path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}"
    yield f'<section id="{escape(here)}"><h3><code>{escape(name)}</code></h3>'
    said = operation.get("description") or operation.get("summary") or ""
    yield from (f"<p>{_words(part)}</p>" for part in said.split("\n\n"))
    yield f"<p>Needs <code>{escape(operation.get('x-permission', ''))}</code>.</p>"
    rows = operation.get("parameters") or []
    if rows:
        yield "<table><thead><tr><th>parameter</th><th>in</th><th>shape</th><th>what</th></tr></thead><tbody>"
        for row in rows:
            star = " (needed)" if row.get("required") else ""
            yield (
                f'<tr><th scope="row"><code>{escape(row["name"])}</code>{star}</th><td>{escape(row["in"])}</td>'
                f"<td>{_shape(row.get('schema', {}))}</td><td>{_words(row.get('description', ''))}</td></tr>"
            )
        yield "</tbody></table>"
    body = operation.get("requestBody")
    if body:
        types = ", ".join(f"<code>{escape(kind)}</code>" for kind in body["content"])
        first = next(iter(body["content"].values()))
        yield f"<p>Body ({types}): {_shape(first.get('schema', {}))}. {_words(body.get('description', ''))}</p>"
        for example in (first.get("examples") or {}).values():
            text = _json(example["value"])
            told = once.examples.setdefault(text, here)
            yield (
                text
                if told == here
                else f'<p>Example: the body of <a href="#{escape(told)}">{escape(told)}</a>.</p>'
            )
    refusals = []
    for status, given in operation["responses"].items():
        content: Mapping[str, Any] = next(iter((given.get("content") or {}).values()), {})
        shape, when = _shape(content.get("schema", {})), _words(given.get("description", ""))
        if status[:1] in "45":
            cells = f'<th scope="row">{escape(status)}</th><td>{shape}</td><td>{when}</td>'
            refusals.append(f'<a href="#{once.refusal(cells, status)}">{escape(status)}</a>')
        else:
            yield f"<p>Answers <b>{escape(status)}</b> {shape}: {when}</p>"
    yield f"<p>Refused with: {' '.join(refusals)}</p></section>" if refusals else "</section>"


def _shape(shape: Mapping[str, Any]) -> str:
    """A shape in a few words: its name with a link, or its type."""
    ref = shape.get("$ref")
    if ref:
        name = ref.rsplit("/", 1)[-1]
        return f'<a href="#shape-{escape(name)}">{escape(name)}</a>'
    if "anyOf" in shape:
        return " or ".join(_shape(one) for one in shape["anyOf"])
    if shape.get("type") == "array":
        return f"list of {_shape(shape.get('items', {}))}"
    words = str(shape.get("type", ""))
    return escape(f"{words} ({shape['pattern']})" if "pattern" in shape else words)


def _words(text: str) -> str:
    """Words with `code` and **weight**, escaped."""
    parts = escape(" ".join(text.split())).split("`")
    marked = "".join(part if n % 2 == 0 else f"<code>{part}</code>" for n, part in enumerate(parts))
    bold = marked.split("**")
    return "".join(part if n % 2 == 0 else f"<strong>{part}</strong>" for n, part in enumerate(bold))
