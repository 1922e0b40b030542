"""What is an article, an entity, a query, a result? Plain frozen values, standard library only."""
