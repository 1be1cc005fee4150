"""What keeps pages safe: headers, who may write, forms that only our pages can send, limits."""
