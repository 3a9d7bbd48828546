"""What the programming interface of every room is made of.

A room's ``api`` module makes one ``Room`` and declares its operations on it, each with the door
that it asks for; ``config.api`` puts the rooms together.
"""
