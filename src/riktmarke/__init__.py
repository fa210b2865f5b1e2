"""Riktmärke: the open system with which a municipality steers towards sustainability."""
