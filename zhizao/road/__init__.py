"""The road: one module per station, in the order land, read, extract, build, audit, publish.

Every station takes a load, can be run again for the same load without harm, and returns counts. DAGs order these
calls; nothing here knows Airflow.
"""
