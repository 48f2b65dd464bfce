"""Stories: what the machine made of articles, and what people decide about it."""
