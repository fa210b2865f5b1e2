"""How good the forecasts have been: a page of its own, for everyone."""
