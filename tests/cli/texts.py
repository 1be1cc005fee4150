"""Texts that the command line's tests read."""

RECOGNITION = (
    "On Thursday Russia recognized the Taliban government of Afghanistan. The foreign ministry in Moscow "
    "said so in a statement that was published after a meeting of the two ambassadors.\n"
)
CUBA = (
    "WASHINGTON, January 3, 1961 - The United States severed diplomatic relations with Cuba today. "
    "President Eisenhower said that there was a limit to what the nation could endure.\n"
)
FRENCH = (
    "Les relations avec les deux pays sont dans une impasse pour le moment, et elles ont été rompues. " * 5
)
