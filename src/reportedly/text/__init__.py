"""Plain text, no model: quotation marks, sentences, offsets."""
