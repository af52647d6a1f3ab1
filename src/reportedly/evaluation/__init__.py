"""Gold corpora, metrics, cases and the gate; no other part of the program imports it."""
