"""Every write of the chain: keyword-only, told who (`by`) and when (`at`), atomic, with an audit entry."""
