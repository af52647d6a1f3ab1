"""The same questions over many documents: who is one actor, as pure functions over profiles and judgements."""
