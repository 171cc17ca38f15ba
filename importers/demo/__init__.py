"""The demo newsroom: its words (Markdown and YAML) and the code that draws its pictures."""
