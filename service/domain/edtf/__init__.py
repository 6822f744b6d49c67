"""Domain: the grammar of EDTF (ISO 8601-2): from text to a tree, and from the tree to bounds and words."""
