"""Makes the font files of the reader's site: see static/fonts/README.md. Needs fonttools and brotli.

    python scripts/fonts.py FOLDER_WITH_THE_UNPACKED_PACKAGES static/fonts

The packages split a family by script and by slope. Here each family becomes two files: what nearly every story needs,
which every page preloads, and the rest of the Latin alphabets, which a browser fetches when a page has such a letter.
The text face has its real italics in the same file, reached through a `slnt` axis, so that `font-style: italic` works
as always and a story asks for two files and no more.
"""

import copy
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._f_v_a_r import Axis
from fontTools.ttLib.tables.otTables import VarRegionAxis
from fontTools.varLib.featureVars import addFeatureVariations
from fontTools.varLib.instancer import instantiateVariableFont

COMMON = [
    *range(0x20, 0x7F), *map(ord, "àáâäåæçèéêëíîïñóôöøúüßÀÁÄÅÇÈÉÍÑÓÖØÜ"), *map(ord, "\u00a0£§©«®°±·»×"),
    0x2009, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x202F, 0x20AC,
    0x2122, 0x2190, 0x2192, 0x2212,
]  # fmt: skip
LATIN = [*range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x178, 0x2BC, 0x2C6, 0x2DC]
PUNCTUATION = [
    0x2002, 0x2003, 0x200A, 0x2010, 0x2012, 0x201B, 0x2020, 0x2021, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044,
    0x2191, 0x2193, 0x2215, 0x2260, 0x2264, 0x2265,
]  # fmt: skip
MORE = sorted({*LATIN, *PUNCTUATION} - {*COMMON})
EXTENDED = [*range(0x100, 0x180), *range(0x218, 0x21C), 0x1E9E, 0x20A9, 0x20B9, 0x20BA, 0x20BD, 0x20BF, 0x2116]
KERNED = [*range(0x20, 0x7F), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026]


def part(path, codepoints, limits, features):
    """One source file, cut down to the characters, axes and features we use."""
    font = instantiateVariableFont(TTFont(path, recalcTimestamp=False), limits)
    if "gvar" in font:
        font["gvar"].variations = {name: font["gvar"].variations.get(name, []) for name in font.getGlyphOrder()}
    options = Options(layout_features=features, hinting=False, name_IDs=["*"], notdef_outline=True, glyph_names=True)
    options.drop_tables += ["MVAR", "VVAR", "vhea", "vmtx", "gasp", "prep", "HVAR"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codepoints)
    subsetter.subset(font)
    return font


def kern(font, path, at):
    """Give a font the kerning of one instance, for plain letters: kerning that varies is as large as the font."""
    still = instantiateVariableFont(TTFont(path, recalcTimestamp=False), at)
    subsetter = Subsetter(Options(layout_features=["kern"], layout_closure=False, hinting=False, glyph_names=True))
    subsetter.populate(unicodes=KERNED)
    subsetter.subset(still)
    font["GPOS"] = still["GPOS"]


def append(font, other, suffix):
    """Add the glyphs of `other`, without their kerning; return {character: new glyph name}."""
    names = {name: f"{name}.{suffix}" for name in other.getGlyphOrder() if name != ".notdef"}
    order = font.getGlyphOrder()
    for old, new in names.items():
        glyph = copy.deepcopy(other["glyf"][old])
        for component in getattr(glyph, "components", []):
            component.glyphName = names[component.glyphName]
        font["glyf"].glyphs[new] = glyph
        font["hmtx"].metrics[new] = other["hmtx"].metrics[old]
        font["gvar"].variations[new] = copy.deepcopy(other["gvar"].variations.get(old, [])) if "gvar" in other else []
        order.append(new)
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    font["maxp"].numGlyphs = len(order)
    if "GDEF" in font and font["GDEF"].table.GlyphClassDef:
        font["GDEF"].table.GlyphClassDef.classDefs.update(
            {new: 1 for old, new in names.items() if (other["GDEF"].table.GlyphClassDef.classDefs.get(old, 1)) == 1}
        )
    return {code: names[name] for code, name in other.getBestCmap().items() if name in names}


def extend(font, other, suffix):
    """Give `font` the characters of `other` it has not got."""
    have = font.getBestCmap()
    for code, name in append(font, other, suffix).items():
        if code not in have:
            for table in font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[code] = name


def drop_ligature(font, name):
    """Take one ligature out: joined capitals catch the eye in running text."""
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            for first, ligatures in getattr(subtable, "ligatures", {}).items():
                subtable.ligatures[first] = [each for each in ligatures if each.LigGlyph != name]


def slope(font, italics):
    """Add a slnt axis that turns each letter into its italic as soon as the text leans at all."""
    axis = Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "slnt", -20, 0, 0
    axis.axisNameID = font["name"].addMultilingualName({"en": "Slant"}, ttFont=font)
    font["fvar"].axes.append(axis)
    for instance in font["fvar"].instances:
        instance.coordinates["slnt"] = 0
    if "avar" in font:
        font["avar"].segments["slnt"] = {-1.0: -1.0, 0.0: 0.0, 1.0: 1.0}
    neutral = VarRegionAxis()
    neutral.StartCoord = neutral.PeakCoord = neutral.EndCoord = 0
    for region in font["GDEF"].table.VarStore.VarRegionList.Region:
        region.VarRegionAxis.append(neutral)
        region.VarRegionAxisCount = len(region.VarRegionAxis)
    font["GDEF"].table.VarStore.VarRegionList.RegionAxisCount += 1
    upright = font.getBestCmap()
    swap = {upright[code]: name for code, name in italics.items() if code in upright}
    addFeatureVariations(font, [([{"slnt": (-1.0, -0.05)}], swap)], featureTag="rvrn")


def finish(font, family, out):
    """Name it, and write it as WOFF2."""
    for record in list(font["name"].names):
        if record.nameID in (1, 3, 4, 6, 16, 17, 25):
            font["name"].removeNames(nameID=record.nameID)
    names = {1: family, 2: "Regular", 3: f"{family} subset", 4: family, 6: family.replace(" ", "")}
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    del font["STAT"]
    font["post"].formatType = 3.0
    font["OS/2"].recalcUnicodeRanges(font)
    font.flavor = "woff2"
    font.save(out)


def headline(folder, out):
    """Bricolage Grotesque at one optical size between text and poster; weight 400 to 800, width 75 to 100."""
    latin, extended = (
        folder / f"bricolage-grotesque/files/bricolage-grotesque-{script}-standard-normal.woff2"
        for script in ("latin", "latin-ext")
    )
    limits = {"opsz": 20, "wght": (400, 800), "wdth": (75, 100)}
    font = part(latin, COMMON, limits, ["tnum"])
    kern(font, latin, {"opsz": 20, "wght": 700, "wdth": 80})
    finish(font, "Bricolage Grotesque", out / "bricolage-grotesque.woff2")
    more = part(latin, MORE, limits, [])
    extend(more, part(extended, EXTENDED + PUNCTUATION, limits, []), "ext")
    finish(more, "Bricolage Grotesque More", out / "bricolage-grotesque-more.woff2")


def text(folder, out):
    """Literata at the optical size of running text, weight 400 to 700, with italics of one weight."""
    limits, leaning = {"opsz": 14, "wght": (400, 700)}, {"opsz": 14, "wght": 420}

    def source(script, style):
        return folder / f"literata/files/literata-{script}-opsz-{style}.woff2"

    font = part(source("latin", "normal"), COMMON, limits, ["liga", "tnum", "pnum"])
    drop_ligature(font, "T_h.liga")
    kern(font, source("latin", "normal"), {"opsz": 14, "wght": 450})
    slope(font, append(font, part(source("latin", "italic"), COMMON, leaning, []), "ital"))
    finish(font, "Literata", out / "literata.woff2")
    more = part(source("latin", "normal"), MORE, limits, [])
    extend(more, part(source("latin-ext", "normal"), EXTENDED + PUNCTUATION, limits, []), "ext")
    italics = append(more, part(source("latin", "italic"), MORE, leaning, []), "ital")
    italics |= append(more, part(source("latin-ext", "italic"), EXTENDED, leaning, []), "extital")
    slope(more, italics)
    finish(more, "Literata More", out / "literata-more.woff2")


if __name__ == "__main__":
    packages, target = Path(sys.argv[1]), Path(sys.argv[2])
    headline(packages, target)
    text(packages, target)
