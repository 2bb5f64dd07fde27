# scratch_mongodb OPTION…: a MongoDB of the drill's own with the backup in it, compared. Set there: what mongodb.sh and clearml.sh take as words.
# shellcheck disable=SC2154 # set by the script that includes it
scratch_mongodb() {
  owner=$(own_by "$alive" /data/db)
  mkdir -m 0700 "$work/db" "$work/configdb"
  chown "$owner" "$work/db" "$work/configdb"
  make_container "$alive" "$memory" --mount "type=bind,source=$work/db,destination=/data/db" --mount "type=bind,source=$work/configdb,destination=/data/configdb" "$@"
  until_connected 27017
  restore "$script" "$directory" "$snapshot" "$container" "$counted" "$limit" "$reader" "$program"
}
