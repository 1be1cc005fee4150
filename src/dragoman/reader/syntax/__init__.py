"""The shape of a sentence: tokens, their tags, chunks, and clauses with their arguments."""
