"""One family of inks a section, so that a page of its stories belongs together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """From darkest to lightest, then the one ink that cuts through and a second for small things."""

    night: str
    deep: str
    mid: str
    main: str
    light: str
    paper: str
    spark: str
    cool: str


PALETTES = {
    "phones": Palette("#2a0f2e", "#5a1742", "#a8284d", "#f2563d", "#ff9f6e", "#ffe9d6", "#21c7bd", "#3b4a8f"),
    "computing": Palette("#081a3c", "#0d3076", "#1559c4", "#3490ff", "#94ccff", "#eaf3fc", "#ffb32f", "#ff6b4a"),
    "policy": Palette("#240b16", "#520f25", "#941a33", "#db2b40", "#ff8d7c", "#fbefe2", "#f5c250", "#2c5a7d"),
    "science": Palette("#04262c", "#08494f", "#0c7c7a", "#1bb5a4", "#8ee6d1", "#ecf9f1", "#ff7350", "#f7c948"),
    "gaming": Palette("#170b38", "#321578", "#5c2ac6", "#9152ff", "#cca6ff", "#f4edff", "#ff4f9e", "#3df0c6"),
    "business": Palette("#21190c", "#54330b", "#9c600f", "#eaa01c", "#ffd27a", "#fff5df", "#1f6f78", "#d9502e"),
}
