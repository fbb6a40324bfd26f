"""The review page: walks a person through the facts that need a look, and notes what they say as corrections."""
