"""The sentence that most tests check, and how it should read."""

BAD = "The State shall prohibit child pornography in law.\n"
GOOD = "The State shall prohibit child sexual abuse material in law.\n"
