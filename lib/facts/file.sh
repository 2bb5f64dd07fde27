# A file's mode, owners, size; its hash; its content in base64: a line each: facts/file.ts.
set -eu
path=$1
if [ ! -e "$path" ] && [ ! -L "$path" ]; then
  echo absent
  exit 0
fi
if [ -L "$path" ] || [ ! -f "$path" ]; then
  echo other
  exit 0
fi
stat -c '%a %u:%g %U:%G %s' -- "$path"
sha256sum <"$path" | cut -d ' ' -f 1
if [ "$(stat -c %s -- "$path")" -gt 524288 ]; then
  echo -
else
  base64 -w 0 <"$path"
  echo
fi
