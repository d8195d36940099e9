"""The migrations, in the order of their numbers; `storage.migrate` runs them."""
