"""What staff write on the public pages: drafts, approval and history are Wagtail's, the address is the page's own."""
