"""Writes ``docs/reference/openapi.json`` and, from it, the typed Python client.

Run it whenever an operation changes; a test compares what it would write with what is there.
"""

from __future__ import annotations

import json
import keyword
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "reference" / "openapi.json"
CLIENT = ROOT / "clients" / "python" / "levier_client"
WARNING = "# Written by scripts/make_client.py from docs/reference/openapi.json: never by hand."
PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "object": "dict[str, Any]",
}


def written() -> dict[Path, str]:
    """Give every file with what it should hold."""
    from levier_web.config.environment import set_up

    set_up("nothing")
    from levier_web.config.api import schema

    document = schema()
    return {
        DOCUMENT: lines_of(document) + "\n",
        CLIENT / "shapes.py": formatted(shapes(document)),
        CLIENT / "operations.py": formatted(operations(document)),
    }


def lines_of(part: Any, depth: int = 0) -> str:  # noqa: ANN401 - a part of the document
    """Write the document with one line for each operation and each shape: diffs can be read."""
    if not isinstance(part, dict) or depth > 2 or "$ref" in part:
        return json.dumps(part, ensure_ascii=False, sort_keys=True)
    inner = [f"{json.dumps(name)}: {lines_of(part[name], depth + 1)}" for name in sorted(part)]
    return "{\n" + ",\n".join(inner) + "\n}"


def shapes(document: dict[str, Any]) -> str:
    """Write each shape of the document as a typed dictionary."""
    parts = [WARNING, '"""What the programming interface takes and gives."""', ""]
    parts += ["from __future__ import annotations", ""]
    parts += ["from typing import Any, Literal, NotRequired, TypedDict", "", ""]
    for name, shape in document["components"]["schemas"].items():
        required = set(shape.get("required", []))
        # What is given is always whole; of what is taken only the required fields must be there.
        whole = not name.endswith("In") and name != "Ends"
        parts.append(f"class {named(name)}(TypedDict):")
        parts.append(f'    """{sentence(shape.get("description", name))}"""')
        parts.append("")
        for field, one in shape.get("properties", {}).items():
            kind = kind_of(one)
            told = kind if whole or field in required else f"NotRequired[{kind}]"
            parts.append(f"    {field}: {told}")
        parts += ["", ""]
    return "\n".join(parts)


def operations(document: dict[str, Any]) -> str:
    """Write each operation of the document as a method."""
    parts: list[str] = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            parts += operation_of(path, method.upper(), operation)
    body = "\n".join(parts)
    names = (named(name) for name in document["components"]["schemas"])
    used = sorted(name for name in names if re.search(rf"\b{name}\b", body))
    head = [WARNING, '"""Every operation of the programming interface."""', ""]
    head += ["from __future__ import annotations", ""]
    head += ["from typing import TYPE_CHECKING, Any, Literal, cast", ""]
    head += ["from levier_client.transport import Transport", "", "if TYPE_CHECKING:"]
    head += [f"    from levier_client.shapes import ({', '.join(used)})", "", ""]
    head += ["class Levier(Transport):", '    """A company\'s Levier, for one access token."""', ""]
    return "\n".join(head) + body


def operation_of(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    """Write one method."""
    given, query = ["self"], []
    for one in operation.get("parameters", []):
        if one.get("in") == "path":
            given.append(f"{one['name']}: {kind_of(one['schema'])}")
        elif one.get("in") == "query":
            query.append(one)
    content = operation.get("requestBody", {}).get("content", {})
    passed = []
    if "application/json" in content:
        given.append(f"body: {kind_of(content['application/json']['schema'])}")
        passed.append("body=body")
    elif content:
        given.append("file: tuple[str, bytes]")
        passed.append("file=file")
    named_only = [asked_of(one) for one in query]
    if method in {"POST", "PATCH"}:
        named_only.append("key: str | None = None")
        passed.append("key=key")
    if named_only:
        given += ["*", *named_only]
    if query:
        pairs = ", ".join(f'"{one["name"]}": {safe(one["name"])}' for one in query)
        passed.append(f"query={{{pairs}}}")
    gives = gives_of(operation)
    inner = re.sub(r"^/api/v1", "", path)
    address = f'f"{inner}"' if "{" in inner else f'"{inner}"'
    call = f'self.call("{method}", {", ".join([address, *passed])})'
    if gives == "bytes":
        call = call.replace("self.call(", "self.content(")
    lines = [f"    def {operation['operationId']}({', '.join(given)}) -> {gives}:"]
    lines.append(f'        """{sentence(operation["summary"])}"""')
    if gives == "None":
        lines.append(f"        {call}")
    elif gives == "bytes":
        lines.append(f"        return {call}")
    else:
        lines.append(f'        return cast("{gives}", {call})')
    return [*lines, ""]


def asked_of(one: dict[str, Any]) -> str:
    """Write one word of an address as an argument."""
    kind = kind_of(one["schema"])
    if one.get("required"):
        return f"{safe(one['name'])}: {kind}"
    return f"{safe(one['name'])}: {kind if 'None' in kind else kind + ' | None'} = None"


def gives_of(operation: dict[str, Any]) -> str:
    """Write what an operation gives."""
    good = next(one for code, one in operation["responses"].items() if code.startswith("2"))
    content = good.get("content", {})
    if not content:
        return "None"
    told = content.get("application/json")
    return kind_of(told["schema"]) if told else "bytes"


def kind_of(schema: dict[str, Any]) -> str:
    """Write a type."""
    if "$ref" in schema:
        return named(schema["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(kind_of(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return f"Literal[{', '.join(json.dumps(one) for one in schema['enum'])}]"
    if "const" in schema:
        return f"Literal[{json.dumps(schema['const'])}]"
    if schema.get("type") == "array":
        return f"list[{kind_of(schema.get('items', {}))}]"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"dict[str, {kind_of(schema['additionalProperties'])}]"
    return PLAIN.get(schema.get("type", ""), "Any")


def named(name: str) -> str:
    """Write the name of a shape: ``Page_SignalOut_`` is a ``SignalOutPage``."""
    found = re.fullmatch(r"Page_(\w+)_", name)
    return f"{found[1]}Page" if found else name


def safe(name: str) -> str:
    """Write a name that the language keeps for itself with an underscore."""
    return f"{name}_" if keyword.iskeyword(name) else name


def sentence(words: str) -> str:
    """Write the first line of a description as a sentence."""
    return words.strip().splitlines()[0].rstrip(".").replace('"', "'") + "."


def formatted(code: str) -> str:
    """Write code as the project does."""
    with tempfile.NamedTemporaryFile("w+", suffix=".py", dir=CLIENT) as kept:
        kept.write(code)
        kept.flush()
        for order in (("check", "--fix", "--select=I,F401"), ("format",)):
            command = [sys.executable, "-m", "ruff", *order, "--no-cache", "-q", kept.name]
            subprocess.run(command, check=True, cwd=ROOT)
        return Path(kept.name).read_text()


if __name__ == "__main__":
    for target, content in written().items():
        target.write_text(content)
