# Removes what the console left: run folders and what was proven. It says `cleared`, `busy` while an attempt runs, or
# `held` and the holder while a lock is held. $1: the run whose lock is the caller's own, or nothing.
# The receipt "installation" stays: it says that what lies there is a ClearML in use, which is not the console's to forget.
umask 077
home=/var/lib/groundcrew lock=/var/lib/groundcrew/lock
if [ ! -d "$home" ]; then rm -rf /run/groundcrew && echo cleared; exit; fi
taken=
if [ -z "${1:-}" ] || [ "$(cat "$lock/run" 2>/dev/null)" != "$1" ]; then
  # Held while it clears, so that no other console begins meanwhile.
  new=$(mktemp -d "$home/lock.XXXXXXXX") || exit 1
  echo clearing >"$new/run" && echo '{"run":"clearing","why":"A console clears what it left"}' >"$new/holder" || exit 1
  if ! mv -T "$new" "$lock" 2>/dev/null; then
    rm -rf "$new"
    echo held
    cat "$lock/holder" 2>/dev/null
    exit 0
  fi
  taken=1
fi
case $(systemctl list-units --plain --no-legend --state=active,activating,deactivating,reloading 'groundcrew-*.service') in
  ?*)
    [ -z "$taken" ] || rm -rf "$lock"
    echo busy
    exit 0
    ;;
esac
find "$home" -mindepth 1 -maxdepth 1 ! -name receipts ! -name lock -exec rm -rf -- {} + || exit 1
if [ -d "$home/receipts" ]; then find "$home/receipts" -mindepth 1 -maxdepth 1 ! -name installation -exec rm -rf -- {} + || exit 1; fi
rm -rf /run/groundcrew || exit 1
old=$(mktemp -d "$home/lock.XXXXXXXX") && mv -T "$lock" "$old" && rm -rf "$old" || exit 1
for directory in "$home/receipts" "$home"; do [ ! -d "$directory" ] || rmdir --ignore-fail-on-non-empty "$directory"; done
echo cleared
