"""How well search finds: queries with judgements, asked through the product's own API, and measured."""
