"""Who is "she", inside one document: mentions, the actors they refer to, and whom each attribution credits."""
