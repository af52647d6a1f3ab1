"""The REST API, a family of addresses a file; `table.py` lists them all, and all else is made from that table."""
