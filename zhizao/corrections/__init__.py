"""What people correct: an append-only ledger of changes to facts and decisions on entities."""
