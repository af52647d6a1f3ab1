"""How strongly a statement is put: asserts, denies, hedges, demands, promises, predicts, asks, opines."""
