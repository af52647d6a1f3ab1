"""Which profiles are one actor: names taken apart, brought together in blocks, compared, judged, clustered."""
