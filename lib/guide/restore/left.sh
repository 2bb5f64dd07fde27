# Whether the folder $1 of a restore of the files, which stopped on its way, has files that are nowhere else: what was there was moved aside, and
# not all of the backup is in its place yet (files-restored.sh).
holds_files() {
  [ ! -e "$1/done" ] || return 1
  [ -e "$1/moved" ] || [ -n "$(find "$1/before" -mindepth 2 -print -quit 2>/dev/null)" ]
}
