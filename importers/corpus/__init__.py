"""Stories by the hundred thousand, from a file of JSON lines, past the desk's verbs. See docs/importing.md."""
