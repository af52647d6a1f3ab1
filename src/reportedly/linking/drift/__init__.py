"""How a statement's wording drifts from one report to the next, and which of the changes turn what is said."""
