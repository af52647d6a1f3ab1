"""How fast and how small: `python -m benchmarks.speed` writes docs/benchmarks.json and docs/benchmarks.md."""
