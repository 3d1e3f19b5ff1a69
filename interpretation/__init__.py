"""Policies and the interpretations that explain them."""
