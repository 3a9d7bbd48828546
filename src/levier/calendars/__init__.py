"""Days that are not like the others: public holidays, school holidays."""
