"""``levier allocate``: bills split between those who share them, to the cent."""
