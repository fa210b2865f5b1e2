"""Django settings, urls and wsgi; the only reader of the environment."""
