"""The step forms of a check: which fields a section has, what stands in them, and what a person put into them."""

from .applying import Applied, apply_fields
from .fields import Field, field_row
from .sections import end_use_fields, item_fields, new_member, party_fields, route_fields

__all__ = [
    "Applied",
    "Field",
    "apply_fields",
    "end_use_fields",
    "field_row",
    "item_fields",
    "new_member",
    "party_fields",
    "route_fields",
]
