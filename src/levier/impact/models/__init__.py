"""The numbers under the designs: pure functions on arrays, no dates, no names."""
