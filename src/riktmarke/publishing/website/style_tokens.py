"""Write tokens.css from the design tokens: python -m riktmarke.publishing.website.style_tokens."""

from riktmarke.presentation.tokens import style_properties
from riktmarke.publishing.website.system_checks import TOKENS_CSS

if __name__ == "__main__":
    TOKENS_CSS.write_text(style_properties(), encoding="utf-8")
