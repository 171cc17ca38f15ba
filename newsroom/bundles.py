"""The readers' style sheets and scripts, each written in several files, and sent as one.

A finder of static files: `collectstatic` gathers the bundles like any other file, and with DEBUG they are made again
as soon as a part has changed. Nobody has to build anything.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

SHEETS = ["base", "frame", "lists", "story", "talk", "print"]
SCRIPTS = ["theme-switch", "copy-link", "comments"]
BUNDLES = {
    "css/site.css": [f"css/{name}.css" for name in SHEETS],
    "js/site.js": [f"js/{name}.js" for name in SCRIPTS],
}


class BundleFinder(finders.BaseFinder):
    def __init__(self, app_names=None, *args, **kwargs):
        self.sources = settings.BASE_DIR / "static"
        self.storage = FileSystemStorage(location=settings.VAR / "bundles")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = str(self._made(path)) if path in BUNDLES else ""
        return ([found] if found else []) if find_all or kwargs.get("all") else found

    def list(self, ignore_patterns):
        for path in BUNDLES:
            self._made(path)
            yield path, self.storage

    def _made(self, path):
        """Where the bundle lies, made anew if one of its parts is newer."""
        target = Path(self.storage.location) / path
        parts = [self.sources / part for part in BUNDLES[path]]
        newest = max(part.stat().st_mtime_ns for part in [*parts, Path(__file__)])
        if not target.exists() or target.stat().st_mtime_ns < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_name(f"{target.name}.new")
            fresh.write_text("\n".join(_part(part) for part in parts))
            fresh.replace(target)
        return target


def _part(path):
    """One part, as it has to stand beside the others."""
    text = path.read_text()
    if path.name == "print.css":
        return f"@media print {{\n{text}}}\n"
    if path.suffix == ".js":
        return f"{{\n{text}}}\n"  # a scope of its own, as the module had
    return text
