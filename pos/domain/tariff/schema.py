"""The JSON Schema of tariff files, made from the shapes that read them."""

import json

import msgspec

from pos.domain.tariff.file import TariffFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def tariff_schema() -> str:
    """Return the JSON Schema, ready to be written to a file.

    `resources/tariffs/tariff.schema.json` holds exactly this.
    """
    (root,), parts = msgspec.json.schema_components((TariffFile,), ref_template="#/$defs/{name}")
    schema = {"$schema": _DIALECT, "title": "Vendwatt tariff", **root, "$defs": parts}
    return json.dumps(schema, indent=2) + "\n"
