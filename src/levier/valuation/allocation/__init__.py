"""A shared cost split between those who use it, to the cent."""
