"""Three-way merging: two people changed the same thing; keep what both did where it can be told apart."""

import re
from dataclasses import dataclass

from articles.difference import matches

# A picture and the words about it, which nobody wrote for another picture.
PICTURE = ("hero_id", "hero_alt", "hero_caption", "hero_credit")


@dataclass(frozen=True)
class Clash:
    """A passage that both sides changed, each in its own way."""

    base: str
    ours: str
    theirs: str


def merge_content(base, ours, theirs):
    """Merge two content dicts that both began as `base`.

    Returns (content, conflicts): fields changed on one side take that side, the body merges by paragraph, and
    `conflicts` names the fields that both sides changed differently; those keep `ours`.
    """
    merged, conflicts = dict(ours), _pictures_at_odds(base, ours, theirs)
    for name, theirs_value in theirs.items():
        ours_value, base_value = ours[name], base[name]
        if theirs_value in (ours_value, base_value) or name in conflicts:
            continue
        if ours_value == base_value:
            merged[name] = theirs_value
        elif name == "body":
            merged[name], clean = merge_text(base_value, ours_value, theirs_value)
            conflicts += [] if clean else [name]
        elif name == "tags":
            dropped = set(base_value) - (set(ours_value) & set(theirs_value))
            merged[name] = sorted((set(ours_value) | set(theirs_value)) - dropped)
        else:
            conflicts.append(name)
    return merged, conflicts


def _pictures_at_odds(base, ours, theirs):
    """The fields of PICTURE that differ where one side changed the picture and the other the picture or its words."""
    names = [name for name in PICTURE if name in base and ours[name] != theirs[name]]
    changed = [any(side[name] != base[name] for name in PICTURE if name in base) for side in (ours, theirs)]
    return names if "hero_id" in names and all(changed) else []


def merge_text(base, ours, theirs):
    """Merge two texts that both began as `base`, by paragraph and within a changed paragraph by word.

    Returns (text, clean). Where both changed the same words differently `clean` is False and ours stands.
    """
    found = passages(base, ours, theirs)
    clashes = [passage for passage in found if isinstance(passage, Clash)]
    return "".join(passage.ours if isinstance(passage, Clash) else passage for passage in found), not clashes


def passages(base, ours, theirs):
    """The merged text in pieces, in order: each a str that is settled, or a Clash of whole paragraphs."""
    return _merge(_paragraphs(base), _paragraphs(ours), _paragraphs(theirs), _merge_words)


def _paragraphs(text):
    return re.findall(r".*?(?:\n\s*\n|\Z)", text, re.S)[:-1] if text else []


def _words(text):
    return re.findall(r"\n\s*\n|\S+[^\S\n]*|\s+", text)


def _merge_words(base, ours, theirs):
    return _merge(_words("".join(base)), _words("".join(ours)), _words("".join(theirs)), None)


def _merge(base, ours, theirs, finer):
    """diff3: walk from one stretch that neither side changed to the next, and settle what lies between."""
    merged, at = [], (0, 0, 0)
    for same in [*_unchanged(base, ours, theirs), (len(base), len(ours), len(theirs), 0)]:
        b, o, t = base[at[0] : same[0]], ours[at[1] : same[1]], theirs[at[2] : same[2]]
        if t in (o, b):
            merged += o
        elif o == b:
            merged += t
        else:
            pieces = finer(b, o, t) if finer and b else [None]
            settled = all(isinstance(piece, str) for piece in pieces)
            merged += pieces if settled else [Clash("".join(b), "".join(o), "".join(t))]
        length = same[3]
        merged += base[same[0] : same[0] + length]
        at = tuple(position + length for position in same[:3])
    return merged


def _unchanged(base, ours, theirs):
    """Stretches that stand in all three: (start in base, in ours, in theirs, length)."""
    in_ours = matches(base, ours)
    in_theirs = matches(base, theirs)
    stretches, i, j = [], 0, 0
    while i < len(in_ours) and j < len(in_theirs):
        (b1, o, n1), (b2, t, n2) = in_ours[i], in_theirs[j]
        start, end = max(b1, b2), min(b1 + n1, b2 + n2)
        if start < end:
            stretches.append((start, o + start - b1, t + start - b2, end - start))
        if b1 + n1 < b2 + n2:
            i += 1
        else:
            j += 1
    return stretches
