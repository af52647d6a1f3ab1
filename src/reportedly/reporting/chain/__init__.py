"""The sourcing chain: along which outlets, documents, stages and people a statement reached the page."""
