# Makes sure that an attempt which was not claimed never will be: a start whose connection was lost may still be on its
# way. It puts a claim of its own in place, by the same rename as attempt.sh, so that exactly one of the two comes first.
# An attempt that began is left alone. What comes after this text stops the unit of one that did not. $1: the attempt's id
umask 077
run=/var/lib/groundcrew/runs/$1
if ! [ -e "$run/claim/withdrawn" ]; then
  mkdir -p "$run" && claim=$(mktemp -d "$run/claim.XXXXXXXX") || exit 1
  if ! : >"$claim/withdrawn"; then
    rm -rf "$claim"
    exit 1
  fi
  if ! mv -T "$claim" "$run/claim" 2>/dev/null; then
    rm -rf "$claim"
    [ -d "$run/claim" ] || exit 1
    print_status "$1"
    exit
  fi
fi
