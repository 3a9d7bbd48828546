"""Planning before acting: what a decision not yet taken would let us see, and how soon."""
