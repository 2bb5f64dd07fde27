# What drills have made on this server, told apart from everything else by three things at once: our label, our name, and no Compose project.
# An image may bear the label, and a stranger may choose the name. Included by what removes them and by the question whether some are left.
# scratch_run NAME LABEL PROJECT: prints the run that made it; nothing of what is not ours.
scratch_run() {
  made_by=${1#groundcrew-drill-}
  made_by=${made_by%%-*}
  case $made_by in '' | *[!0-9a-z]*) return 1 ;; esac
  [ "${#made_by}" = 20 ] && [ "$2" = "$made_by" ] && [ -z "$3" ] || return 1
  case ${1#groundcrew-drill-"$made_by"-} in mongodb | elasticsearch | redis | apiserver) printf '%s\n' "$made_by" ;; *) return 1 ;; esac
}
# list_scratch RUN PLACE…: prints "container ID", "network ID" and "directory PATH" of each that this run has made, or without one any drill. The
# places are those in which drills have their directories.
list_scratch() {
  of=$1
  shift
  if command -v docker >/dev/null 2>&1; then
    for thing in container network; do
      if [ "$thing" = container ]; then labels=.Config.Labels everything=--all; else labels=.Labels everything=; fi
      for id in $(docker "$thing" ls ${everything:+"$everything"} --quiet --no-trunc --filter label=groundcrew.drill); do
        name=$(docker "$thing" inspect --format '{{.Name}}' "$id" 2>/dev/null) || continue
        label=$(docker "$thing" inspect --format "{{index $labels \"groundcrew.drill\"}}" "$id" 2>/dev/null) || continue
        project=$(docker "$thing" inspect --format "{{index $labels \"com.docker.compose.project\"}}" "$id" 2>/dev/null) || continue
        made_by=$(scratch_run "${name#/}" "$label" "$project") || continue
        if [ -z "$of" ] || [ "$made_by" = "$of" ]; then printf '%s %s\n' "$thing" "$id"; fi
      done
    done
  fi
  for place in "$@"; do
    is_place "$place" || continue
    for each in "$place/$of"*; do
      case ${each#"$place"/} in *[!0-9a-z-]*) continue ;; esac
      case ${each#"$place"/} in ????????????????????-mongodb | ????????????????????-elasticsearch | ????????????????????-redis | ????????????????????-apiserver | ????????????????????-files) ;; *) continue ;; esac
      if [ -d "$each" ] && [ ! -L "$each" ]; then printf 'directory %s\n' "$each"; fi
    done
  done
}
# A directory of root's own, and no link: whoever may write beside it can't lead us elsewhere.
is_place() { [ -d "$1" ] && [ ! -L "$1" ] && [ "$(stat -c '%u %a' -- "$1")" = '0 700' ]; }
