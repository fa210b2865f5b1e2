"""The pages of a plan: vision, goals, focus areas, frameworks and documents."""
