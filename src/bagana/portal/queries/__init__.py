"""Every read of the public pages; each is bounded by a subtree and a period."""
