"""Domain: what deserves a second look: dates that relations narrow, cycles, events that may be one."""
