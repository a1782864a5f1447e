"""How fast documents, lists and searches are answered, beside Wagtail's API v2 and Directus with the same articles."""
