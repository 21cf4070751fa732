"""What stands in each paper, gathered from the queries of the pages."""
