"""The words of the house: frozen records, states and errors that every other floor speaks in."""
