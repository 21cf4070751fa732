"""What every part of the API has in common: error answers, parameters, paging."""
