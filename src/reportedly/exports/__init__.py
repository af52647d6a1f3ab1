"""A ledger's reports in the forms that other programs read: one file a form, its records taken one at a time.

`export` is the door and holds the table of forms. `reported` takes reports out of the ledger by document, for the
forms that need the article's text; `whole` sees to it that a file appears complete or not at all.
"""
