"""What a comparison between units (stores, regions, teams, clients) says of a decision.

``reached`` tells which unit was reached when, ``unit_panel`` puts a metric by unit in order,
``comparable`` keeps the units that nothing else touched. Three readings follow, strongest first:
``group_time_reading`` (difference-in-differences, units enough on both sides), ``donor_reading``
(synthetic control, one or few units) and ``contrast_reading`` (few units, all decisions jointly).
``reached_effect`` carries an effect on the units to the whole metric, ``choosing`` picks.
"""
