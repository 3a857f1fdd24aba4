// Stands in for the Python extension: the part of its API that tells which interpreter was chosen.
const vscode = require("vscode");

exports.activate = () => {
  const path = process.env.STUB_PYTHON;
  return {
    ready: Promise.resolve(),
    environments: {
      onDidChangeActiveEnvironmentPath: new vscode.EventEmitter().event,
      getActiveEnvironmentPath: () => ({ id: path, path }),
      resolveEnvironment: async () => ({ executable: { uri: vscode.Uri.file(path) } }),
    },
  };
};
