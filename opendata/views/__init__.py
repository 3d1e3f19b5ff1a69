"""The read API and the pages for machines."""
