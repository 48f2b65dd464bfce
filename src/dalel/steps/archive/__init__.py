"""How is evidence kept, proved, withheld, handed on and saved?"""
