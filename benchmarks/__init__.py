"""`make bench`: what the site costs, as ratios of figures taken in one run on one machine. See docs/performance.md.

Each measure is a module of its own with `measure(plan)`, which yields Figures; MEASURES in __main__.py lists them.
The site with its database runs on one core, whatever asks it for pages on another.
"""
