"""How are dates and numbers written where Django does not know it?"""
