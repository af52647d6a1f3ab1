"""Which reports render one statement: contents as words, anchored, compared claim by claim, grouped."""
