"""What each command of `bagana` does; one module a command, each with run()."""
