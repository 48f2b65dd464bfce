"""What in a text may not go out as it is?

Whom it exposes, whom it names, what it says of guilt, where a leak is to be had, what is no longer
true, and what is not in the house's words.
"""
