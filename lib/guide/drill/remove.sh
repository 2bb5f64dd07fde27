# Included by what drills and by what removes after one that was killed.
#include guide/drill/leftovers.sh
# remove_scratch RUN PLACE…: removes all that this run has made, or without one any drill, and nothing else. What is at its end removes its own: where
# a lock was broken, another drill may be under way.
remove_scratch() {
  stayed=''
  found=$(list_scratch "$@")
  for id in $(printf '%s\n' "$found" | sed -n 's/^container //p'); do docker rm --force --volumes "$id" >/dev/null || stayed="the container $id"; done
  for id in $(printf '%s\n' "$found" | sed -n 's/^network //p'); do docker network rm "$id" >/dev/null || stayed="the network $id"; done
  for each in $(printf '%s\n' "$found" | sed -n 's/^directory //p'); do
    # Whatever somebody has mounted there is no drill's.
    if awk -v below="$each" 'index($5 "/", below "/") == 1 { found = 1 } END { exit !found }' /proc/self/mountinfo; then
      stayed="$each, below which something is mounted"
    else
      rm -rf --one-file-system -- "$each" || stayed=$each
    fi
  done
  shift
  for place in "$@"; do if is_place "$place"; then rmdir -- "$place" 2>/dev/null || true; fi; done
  if [ -n "$stayed" ]; then
    printf 'Not all of the drill could be removed: %s stayed. Remove it by hand.\n' "$stayed" >&2
    return 1
  fi
}
