"""Questions over many documents, as pure functions: which profiles are one actor, which reports one statement, how its
wording drifts, where they have it from.
"""
