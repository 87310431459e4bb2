"""What `make bench` measures: each part is a module with `run(options) -> dict` and `table(result)`."""
