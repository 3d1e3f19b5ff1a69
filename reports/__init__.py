"""The annual report on disclosure: its tables, folded from the cases, checked, signed (Art 49, 50)."""
