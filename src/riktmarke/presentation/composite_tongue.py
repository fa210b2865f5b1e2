"""A composite's own texts in the language that is spoken, where it has them in it."""

from dataclasses import replace

from riktmarke.governance.composites import Composite, CompositeDimension, CompositePart
from riktmarke.presentation.titles import in_tongue


def composite_in_tongue(composite: Composite) -> Composite:
    """Return the composite with its texts in the language that is spoken; Swedish ones where it has no English."""
    said = composite.cannot_say_en or ("",) * len(composite.cannot_say)
    return replace(
        composite,
        title=in_tongue(composite.title, composite.title_en),
        superlative=in_tongue(composite.superlative, composite.superlative_en),
        says=in_tongue(composite.says, composite.says_en),
        cannot_say=tuple(in_tongue(*both) for both in zip(composite.cannot_say, said, strict=True)),
        dimensions=tuple(map(_dimension, composite.dimensions)),
    )


def _dimension(dimension: CompositeDimension) -> CompositeDimension:
    return replace(
        dimension,
        title=in_tongue(dimension.title, dimension.title_en),
        says=in_tongue(dimension.says, dimension.says_en),
        without={who: in_tongue(why, dimension.without_en.get(who, "")) for who, why in dimension.without.items()},
        parts=tuple(map(_part, dimension.parts)),
    )


def _part(part: CompositePart) -> CompositePart:
    return replace(
        part,
        why=in_tongue(part.why, part.why_en),
        from_year_why=in_tongue(part.from_year_why, part.from_year_why_en),
    )
