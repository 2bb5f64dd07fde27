# Deletes rotated logs below the directory $1: pairs follow, of a path and the file that was listed there as "DEVICE INODE BYTES SECONDS".
# The first one that is another file by now ends it; what comes after that one stays.
set -eu
base=$1
shift
refuse() {
  printf '%s was not deleted: %s\n' "$(printf '%s' "$file" | tr '[:cntrl:]' '?')" "$1" >&2
  exit 1
}
deleted=0
gone=0
while [ $# -gt 0 ]; do
  file=$1 listed=$2
  shift 2
  case $file in */../* | */.. | */./*) refuse 'its path leads elsewhere.' ;; esac
  case $file in "$base"/?*) ;; *) refuse 'it does not lie below the directory of the logs.' ;; esac
  [ ! -L "$base" ] || refuse 'the directory of the logs is a link.'
  if [ ! -e "$file" ] && [ ! -L "$file" ]; then
    gone=$((gone + 1))
    continue
  fi
  is=$(find "$file" -maxdepth 0 -type f -links 1 -printf '%D %i %s %T@')
  [ "$is" = "$listed" ] || refuse "it is no longer the file that was listed ($listed), but ${is:-no file of its own}."
  # By find from the directory on: it follows no link, also none that takes the place of a directory meanwhile, and keeps to the file system.
  read -r device inode bytes seconds <<END
$listed
END
  of=$(find "$base" -xdev -type f -links 1 -inum "$inode" -size "${bytes}c" ! -newermt "@$seconds" -delete -printf "%D\n")
  [ "$of" = "$device" ] || refuse 'it was moved or written to meanwhile, or lies behind a link.'
  deleted=$((deleted + 1))
done
echo "Deleted: $deleted. Gone already: $gone."
