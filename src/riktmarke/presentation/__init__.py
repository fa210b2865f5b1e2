"""Findings to words, numbers and charts. Made when somebody reads; never stored."""
