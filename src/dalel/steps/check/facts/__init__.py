"""Which facts of a text does its evidence bear out?"""
