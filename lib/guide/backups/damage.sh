# By which words restic says that what is stored is damaged, included by what asks it. Tried with 0.14; a new word belongs here.
# check_tells_damage SAID: of "restic check", anywhere in what it says.
check_tells_damage() {
  case $1 in *'does not match'* | *'invalid data returned'* | *'verification failed'*) return 0 ;; *) return 1 ;; esac
}
# dump_tells_damage FILE: of what reads data out of a repository, such as restore and dump, by the lines in a file: damaged or gone. It stands at the end
# of a line, behind whatever name a file has. $directory is the repository: a share that was unmounted lacks every piece, too, so whether it is there
# must be asked besides.
# shellcheck disable=SC2154 # set by the script that includes it
dump_tells_damage() {
  broken='(^|[: ])(ciphertext verification failed|invalid data returned|hash mismatch|[0-9a-f]{64} not found in (repository|index)|file is too short)$'
  gone='(ReadFull|StreamPack|<data/).*(no such file or directory|does not exist|404 Not Found)$'
  # By another place's connection a piece can end early, too.
  case $directory in /*) gone="$gone|(ReadFull|StreamPack).*unexpected EOF$" ;; esac
  grep -v ' retrying after ' "$1" | grep -qE -e "$broken" -e "$gone"
}
