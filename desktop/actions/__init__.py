"""What a person can do, without a screen: every action writes changes or drafts, never cached rows."""
