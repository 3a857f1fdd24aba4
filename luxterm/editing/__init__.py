"""What editors have open: settings, each configuration and termbase, and what is written into them."""
