"""`opora bench`: how long pages and the whole roadmap take, against the thresholds of the design.

`running` starts one process for each database and volume, with an `OPORA_HOME` of its own that goes away; in it
`region` makes the region and `measuring` times it. `verdicts` holds what was measured against the thresholds, `report`
writes it.
"""
