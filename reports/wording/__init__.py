"""Every sentence a reader sees, in one place, so that it can be read, tested and changed.

Numbers come in as arguments; no sentence holds a number that was worked out elsewhere.
Singular and plural are both written out. No sentence is made by a language model.
"""
