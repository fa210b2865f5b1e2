"""What staff see: forms for the chain, permissions, and answers to those who write."""
