"""Which articles are the same text, and which are about the same happening?"""
