"""The engine: panels in, findings out. Codes and figures, never sentences."""
