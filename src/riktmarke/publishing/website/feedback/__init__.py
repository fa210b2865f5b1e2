"""What a visitor may say back, who it goes to, and the pages about personal data and accessibility."""
