# Clears a previous installation away. Arguments: keep|remove, its base directory, then the layout's own mount points.
# Never leaves a file system: what is mounted inside and is not the layout's makes it refuse.
set -eu
what=$1
base=$2
shift 2
case $base in
  *..* | */ | *//*) refused=1 ;;
  /opt/?*) refused= ;;
  *) refused=1 ;;
esac
# Behind a link the mounts have other names than the kernel's, and what is another disk would not be seen.
if [ -n "$refused" ] || [ "$(readlink -m -- "$base")" != "$base" ]; then
  echo "Refused: \"$base\" is not a directory of ClearML." >&2
  exit 51
fi
case $what in keep | remove) ;; *) echo 'Refused: neither keep nor remove.' >&2; exit 51 ;; esac
[ -d "$base" ] || exit 0

mount_points() { awk -v base="$base" '$5 == base || index($5, base "/") == 1 {print $5}' /proc/self/mountinfo; }
is_own() {
  wanted=$1
  shift
  for own in "$@"; do [ "$own" != "$wanted" ] || return 0; done
  return 1
}
mounts=$(mount_points)
old_ifs=$IFS
IFS='
'
for mount in $mounts; do
  if ! is_own "$mount" "$base" "$@"; then
    echo "Refused: $mount is mounted inside $base and is no disk of this layout." >&2
    exit 52
  fi
done
IFS=$old_ifs

# Stop what uses it: the containers of its Compose project, and any other with a mount from it.
# A Docker that does not answer may still run them (a daemon that hangs, live-restore), or start them again later.
if command -v docker >/dev/null 2>&1; then
  if ! timeout -k 2 60 docker info >/dev/null 2>&1; then
    echo "Refused: Docker is installed but does not answer, so it can't be told whether a database still runs on $base. See \"systemctl status docker\"." >&2
    exit 53
  fi
  for id in $(docker ps --all --quiet --no-trunc); do
    directory=$(docker inspect --format '{{index .Config.Labels "com.docker.compose.project.working_dir"}}' "$id" 2>/dev/null || true)
    uses=$(docker inspect --format '{{range .Mounts}}{{println .Source}}{{end}}' "$id" 2>/dev/null | awk -v base="$base" '$0 == base || index($0, base "/") == 1 {print "yes"; exit}')
    if [ "$directory" = "$base" ] || [ "$uses" = yes ]; then
      echo "Stopping the container $id."
      docker stop -t 60 "$id" >/dev/null
      docker rm "$id" >/dev/null
    fi
  done
fi

# What was proven for it says nothing of what comes.
for receipt in compose-config compose-up web-access; do rm -f "/var/lib/groundcrew/receipts/$receipt"; done

stamp=$(date -u +%Y%m%dT%H%M%SZ)
is_mount() { printf '%s\n' "$mounts" | grep -qxF -- "$1"; }
has_mount_below() { printf '%s\n' "$mounts" | awk -v directory="$1/" 'index($0, directory) == 1 {found = 1} END {exit !found}'; }

# Every entry of $1, dot files too, without lost+found and what was moved aside before.
clear_directory() (
  directory=$1
  aside=$2
  for entry in "$directory"/* "$directory"/.[!.]* "$directory"/..?*; do
    [ -e "$entry" ] || [ -L "$entry" ] || continue
    name=${entry##*/}
    case $name in lost+found | .previous-*) continue ;; esac
    if is_mount "$entry"; then
      clear_directory "$entry" "$entry/.previous-$stamp"
    elif [ -d "$entry" ] && [ ! -L "$entry" ] && has_mount_below "$entry"; then
      clear_directory "$entry" "$aside/$name"
    elif [ "$what" = keep ]; then
      [ -d "$aside" ] || { mkdir -p "$aside" && chmod 0700 "$aside"; }
      mv -- "$entry" "$aside/"
    else
      rm -rf --one-file-system -- "$entry"
    fi
  done
)

if is_mount "$base"; then
  clear_directory "$base" "$base/.previous-$stamp"
else
  clear_directory "$base" "$base.previous-$stamp"
fi
if [ "$what" = keep ]; then
  echo "What was in $base is kept beside it as \"previous-$stamp\", on each of its disks."
else
  left=$(find "$base" -name '.previous-*' -prune -print; for aside in "$base".previous-*; do if [ -e "$aside" ]; then echo "$aside"; fi; done)
  if [ -z "$left" ]; then
    echo "$base is empty."
  else
    echo "$base is empty but for what was moved aside before, which stays:"
    echo "$left"
  fi
fi
