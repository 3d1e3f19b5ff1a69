"""Every deadline of the portal is one row here."""
