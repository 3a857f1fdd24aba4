"""A reviewed copy of a Word or OpenDocument text: `reviewing` makes and checks it."""
