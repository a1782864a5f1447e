"""What the health professions call things: names that no editor wrote, from public lists. Plain functions, no Django."""
