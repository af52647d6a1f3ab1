"""The SQLite file that holds everything read so far: evidence, judgements over it, and what follows from the two.

`migrations/` is the schema. `connection` opens the file, `write` stores a document, `judgements` what people and the
model say of it, `effect` brings the derived rows into line. `search` and `records` ask.
"""
