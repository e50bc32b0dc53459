"""Words every stage shares: errors, vocabulary, datasets, identifiers. Imports none of our packages."""
