// Stands in for the Python Environments extension: the part of its API that tells which interpreter was chosen.
const vscode = require("vscode");

exports.activate = () => ({
  getEnvironment: async () => ({ execInfo: { run: { executable: process.env.STUB_PYTHON } } }),
  onDidChangeEnvironment: new vscode.EventEmitter().event,
});
