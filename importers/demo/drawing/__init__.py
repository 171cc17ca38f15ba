"""How the demo's pictures are painted: the canvas, the inks, and one module of compositions a subject."""
