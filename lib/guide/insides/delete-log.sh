# Deletes the rotated log $2 below the directory $1, where it is still the file that was listed as "DEVICE INODE BYTES SECONDS" in $3.
set -eu
refuse() {
  echo "It was not deleted: $1" >&2
  exit 1
}
case $2 in */../* | */.. | */./*) refuse 'its path leads elsewhere.' ;; esac
case $2 in "$1"/?*) ;; *) refuse 'it does not lie below the directory of the logs.' ;; esac
[ ! -L "$1" ] || refuse 'the directory of the logs is a link.'
if [ ! -e "$2" ] && [ ! -L "$2" ]; then
  echo 'It is gone already.'
  exit 0
fi
is=$(find "$2" -maxdepth 0 -type f -links 1 -printf '%D %i %s %T@')
[ "$is" = "$3" ] || refuse "it is no longer the file that was listed ($3), but ${is:-no file of its own}."
# By find from the directory on: it follows no link, also none that takes the place of a directory meanwhile, and keeps to the file system.
read -r device inode bytes seconds <<END
$3
END
deleted=$(find "$1" -xdev -type f -links 1 -inum "$inode" -size "${bytes}c" ! -newermt "@$seconds" -delete -printf "%D\n")
[ "$deleted" = "$device" ] || refuse 'it was moved or written to meanwhile, or lies behind a link.'
echo 'It is deleted.'
