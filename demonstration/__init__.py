"""A fictional county for trying the portal out."""
