"""What people see and hear: frictions, requests, ideas, field notes, and what became of each."""
