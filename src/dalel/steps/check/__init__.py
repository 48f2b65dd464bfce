"""Is what a text says proven, and does it say the same in every language?"""
