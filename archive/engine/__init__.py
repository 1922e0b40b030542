"""Which articles match? The contracts of reading and writing, and the engines that keep them."""
