"""The engine over a cluster of OpenSearch: the same contracts, the same answers."""
