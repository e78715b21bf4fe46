"""Running Airflow: its home, what the DAGs share, one run in this terminal, scheduled operation on one machine."""
