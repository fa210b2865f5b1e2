"""What residents wrote, for the staff who answer: read, answer, pass on, close, erase, count, export."""
