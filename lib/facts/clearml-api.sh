# Asks ClearML's API. Standard input: a curl configuration with the key and each question; first the server's time: facts/clearml-api.ts.
set -eu
date +'now %s'
code=0
curl -q --silent --show-error --config - 2>&1 || code=$?
# What it could not reach stands in what it printed.
if [ "$code" = 127 ]; then exit 127; fi
