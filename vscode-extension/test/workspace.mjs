// The folders that the tests open: two offices, each with its own words.
const POLICY = `# Safe schools

The State shall prohibit child pornography and protect every child prostitute.

See the Optional Protocol on the sale of children, child prostitution and child pornography.
`;

export const WORKSPACE = {
  "geneva/policy.md": POLICY,
  "geneva/page.html": "<!doctype html>\n<p>The State shall prohibit child pornography.</p>\n",
  "geneva/notes.txt": "The platform removes child pornography within a day.\n",
  "geneva/several.md": "Staff report child pornography, and they remove child pornography.\n",
  "geneva/words.md": "# Words\n\n",
  "geneva/schools.md": "Staff know the slogan Zero Child Pornography Here and follow it.\n",
  "canberra/policy.md": POLICY,
  "canberra/annex.md": POLICY,
  "canberra/luxterm.toml": 'profile = "au"\n',
  "later/draft.md": POLICY,
  "later/luxterm.toml": 'profile = "ca"\n',
  "both.code-workspace": JSON.stringify({ folders: [{ path: "geneva" }, { path: "canberra" }] }),
};
