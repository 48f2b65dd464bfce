"""What is done for evidence that is kept: sealed, copied, checked, withheld, handed out."""
