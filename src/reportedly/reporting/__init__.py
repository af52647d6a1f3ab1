"""From spans to lines of the ledger; pure."""
