"""How likely goals are: predictive distributions of every curated indicator, tested on the past."""
