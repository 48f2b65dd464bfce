"""The command line: its commands, the settings in force, and how Django is set up."""
