"""Papers of the bag's daily work: meetings, officials, references, services."""
