"""Anything made public: columns, publications, review gates."""
