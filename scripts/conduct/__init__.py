"""What `make bench-conduct` holds interviews with: invented people, odd answers, commands, and how all are judged."""
