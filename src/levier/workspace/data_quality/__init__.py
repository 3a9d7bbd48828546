"""What is wrong with the data before anything is measured: found, shown, handled as told."""
