# The receipt's text, or nothing: facts/receipt.ts.
set -eu
if [ -f "$1" ]; then cat "$1"; fi
