"""How the weights were made; torch lives only here."""
