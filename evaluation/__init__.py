"""How well the reader reads, on which texts, and below what it must not fall. Not in the wheel."""
