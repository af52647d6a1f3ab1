"""An MCP server: assistants ask the ledger. They may only read, and what they read is marked as others' words."""
