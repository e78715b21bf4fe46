"""The gate between the candidate and its readers: Great Expectations suites, judged, recorded and explained."""
