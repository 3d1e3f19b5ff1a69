"""Staff accounts, roles, and the tables that say who may do what."""
