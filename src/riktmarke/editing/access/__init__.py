"""Who may do what in which plan: memberships, permissions, accounts, and what the page says when one is missing."""
