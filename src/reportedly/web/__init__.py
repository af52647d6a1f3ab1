"""Pages to look at: read-only, self-contained, safe against what the articles hold."""
