"""Who is said to have said what, inside one document."""
