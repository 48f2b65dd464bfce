"""How well do we do our own work?"""
