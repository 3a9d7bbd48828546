"""JSON Schemas of what the commands answer, made from the dataclasses that are written."""
