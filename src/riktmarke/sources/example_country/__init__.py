"""The example country: invented figures with known truths behind them, made from a recipe.

Nothing in it exists. It shows every habit of official series that the engine must cope with, and because the true
levels are known, what the engine says can be scored. docs/example-country.md tells what is planted and how.

    generating.generate(recipe, catalogue) -> GeneratedCountry     the figures and the truths, in memory
    generating.truths(snapshot) -> Truths                          the truths behind an imported example country
"""
