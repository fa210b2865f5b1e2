"""Any municipality beside any others: the same figures, what is uncertain between them, and files of it."""
