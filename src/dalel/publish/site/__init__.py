"""The pages of the site, and what stands beside them."""
