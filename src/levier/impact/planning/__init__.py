"""Power before the fact: what could be seen, by whom, after how long."""
