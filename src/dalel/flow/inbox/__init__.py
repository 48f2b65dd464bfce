"""What articles come to: ours or not, one story or two, which place in the inbox."""
