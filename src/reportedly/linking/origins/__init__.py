"""Where a statement's reports come from: credits, passages taken over, parents, and the roots that are left."""
