"""Speed and memory, measured against a baseline in the same run where there is one. Not in the wheel."""
