"""The pages of a ledger, a family a file: each endpoint asks the ledger and hands what it says to a template."""
