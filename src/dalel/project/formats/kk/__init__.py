"""How are dates and numbers written in Kazakh?"""
