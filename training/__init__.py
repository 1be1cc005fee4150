"""What the packaged data and the model are made from, and the commands that make them."""
