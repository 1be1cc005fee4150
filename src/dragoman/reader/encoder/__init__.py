"""The trained reader: a small encoder with heads, as a proposer beside the phrase grammar."""
