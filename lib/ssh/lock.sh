# The lock of the server: a folder that appears whole, by one rename; where it is there already, the rename fails.
# $1: take, release, show or break · $2: the run, of break the one that was shown · $3: who holds it, as JSON (take)
umask 077
lock=/var/lib/groundcrew/lock
show() { if [ -f "$lock/holder" ]; then cat "$lock/holder"; else echo null; fi; }
remove() {
  old=$(mktemp -d /var/lib/groundcrew/lock.XXXXXXXX) && mv -T "$lock" "$old" && rm -rf "$old"
}
is_held_by() { [ -f "$lock/run" ] && [ "$(cat "$lock/run")" = "$1" ]; }
case $1 in
  take)
    mkdir -p "${lock%/lock}" || exit 1
    if is_held_by "$2"; then echo taken; exit 0; fi
    new=$(mktemp -d /var/lib/groundcrew/lock.XXXXXXXX) || exit 1
    printf '%s\n' "$2" >"$new/run" && printf '%s\n' "$3" >"$new/holder" && sync "$new/run" "$new/holder" "$new" || exit 1
    if mv -T "$new" "$lock" 2>/dev/null; then
      sync "${lock%/lock}"
      echo taken
    else
      rm -rf "$new"
      echo held
      show
    fi
    ;;
  release) if is_held_by "$2"; then remove; fi ;;
  show) show ;;
  break)
    case $(systemctl list-units --plain --no-legend --state=active,activating,deactivating 'groundcrew-*.service') in
      ?*) echo busy; exit 0 ;;
    esac
    # Whoever breaks it has seen whose it is: one that was taken since is another's.
    if [ -d "$lock" ]; then
      if ! is_held_by "$2"; then
        echo held
        show
        exit 0
      fi
      remove
    fi
    echo broken
    ;;
esac
exit 0
