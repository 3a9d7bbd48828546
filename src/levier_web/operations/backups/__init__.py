"""A backup: every row and every file in one archive, the same for both kinds of database.

It holds rows as text rather than pages of one database, so that SQLite is restored into
PostgreSQL and the other way round, and an older backup into a newer Levier.
"""
