"""Do the language versions of one entry say the same?"""
