"""What every page is made of: the frame, the words, the doors, the components, the charts."""
