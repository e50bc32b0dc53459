"""One file per cross-table rule: code, sentence, action, check."""
