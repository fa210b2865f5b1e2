"""`python -m riktmarke`: the same as the command `riktmarke`."""

from riktmarke.cli.main import run

if __name__ == "__main__":
    run()
