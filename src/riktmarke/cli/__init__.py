"""The commands: thin, they read the clock, show progress and map errors to exit codes."""
