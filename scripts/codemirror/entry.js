// What the desk takes from CodeMirror and Lezer. How it becomes one file: static/vendor/codemirror/README.md.
export { Annotation, Compartment, EditorSelection, EditorState, Prec, StateEffect, StateField, Transaction } from "@codemirror/state";
export { Decoration, dropCursor, EditorView, keymap, panels, placeholder, runScopeHandlers, showTooltip, ViewPlugin, WidgetType } from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, isolateHistory, redo, redoDepth, undo, undoDepth } from "@codemirror/commands";
export { closeSearchPanel, findNext, findPrevious, getSearchQuery, openSearchPanel, replaceAll, replaceNext, search, searchKeymap, SearchQuery, setSearchQuery } from "@codemirror/search";
export { defineLanguageFacet, ensureSyntaxTree, indentUnit, Language, languageDataProp, syntaxHighlighting, syntaxTree } from "@codemirror/language";
export { Autolink, parser, Table } from "@lezer/markdown";
export { styleTags, Tag, tagHighlighter, tags } from "@lezer/highlight";
