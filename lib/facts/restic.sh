# The one way in which this console's scripts call restic, included by them. Set there: $directory, the repository as restic spells it (a
# directory of the server, or a place elsewhere), and $passphrase, all of standard input: its first line is the repository's passphrase, each
# other one NAME=VALUE, what the place needs besides (guide/backups/wanted.ts); for run_restic also $limit (seconds; $restic_limit, where
# restic may take longer).
# shellcheck disable=SC2154 # set by the script that includes it
# Of a run: gently. --foreground: a stop reaches all.
run_restic() { restic_by "timeout --foreground -k 60 ${restic_limit:-$limit} nice -n 19 ionice -c 2 -n 7" "$@"; }
# Of a question: within its time, and what only reads stands in nobody's way.
ask_restic() { restic_by 'timeout --foreground -k 5 50' --no-lock "$@"; }
# The passphrase comes from a pipe of the shell's own: neither a word, an environment nor a file holds it. What else a place needs restic and
# ssh read from files only, S3's keys twice. No cache: most repositories lie on this very server, and a question leaves nothing behind.
# A shell of its own: its traps are no others'.
restic_by() (
  by=$1
  shift
  case $directory in
    sftp:*)
      keep && keep_for_ssh place || exit
      set -- --repo "$directory" --option "sftp.command=ssh -F $kept/config place -s sftp" "$@"
      ;;
    s3:*)
      keep && keep_for_s3 || exit
      only_kept_keys
      region=$(given region)
      set -- --repo "$directory" ${region:+--option "s3.region=$region"} "$@"
      ;;
    rest:*)
      keep && printf '%s\n' "$(given url)" >"$kept/url" || exit
      set -- --repository-file "$kept/url" "$@"
      ;;
    *) set -- --repo "$directory" "$@" ;;
  esac
  # shellcheck disable=SC2086 # words of this file, and a number
  $by restic --no-cache --password-file /dev/fd/3 "$@" 3<<end
$(printf '%s\n' "$passphrase" | head -n 1)
end
)
given() { printf '%s\n' "$passphrase" | sed -n "2,\$s/^$1=//p" | head -n 1; }
# A directory in memory ($kept), which goes when restic has ended, and when all of it was killed, the next time.
keep() {
  for left in /run/groundcrew-place-*; do
    owner=${left#/run/groundcrew-place-}
    if [ -e "$left" ] && [ ! -e "/proc/${owner%%.*}" ]; then rm -rf -- "$left"; fi
  done
  umask 077
  kept=$(mktemp -d "/run/groundcrew-place-$$.XXXXXXXX") || return
  trap 'rm -rf -- "$kept"' EXIT
  trap 'exit 143' TERM
  trap 'exit 130' INT
  trap 'exit 129' HUP
}
# keep_for_ssh NAME: by this name ssh knows the place. No setting of the server's own ssh has a say, and a host with another key is sent nothing.
keep_for_ssh() {
  given key | base64 -d >"$kept/$1.key" &&
    printf '%s %s\n' "$1" "$(given host-key)" >"$kept/$1.hosts" &&
    printf '%s\n' "Host $1" "HostName $(given host)" "Port $(given port)" "User $(given user)" "HostKeyAlias $1" "UserKnownHostsFile $kept/$1.hosts" \
      'GlobalKnownHostsFile /dev/null' 'StrictHostKeyChecking yes' 'UpdateHostKeys no' 'CheckHostIP no' "IdentityFile $kept/$1.key" 'IdentitiesOnly yes' \
      'IdentityAgent none' 'PreferredAuthentications publickey' 'BatchMode yes' 'ConnectTimeout 20' 'ServerAliveInterval 30' 'ServerAliveCountMax 10' 'LogLevel ERROR' >>"$kept/config"
}
keep_for_s3() {
  # Between backticks everything stands as it is in a file of this kind.
  # shellcheck disable=SC2016
  printf '[default]\naws_access_key_id = `%s`\naws_secret_access_key = `%s`\n' "$(given key-id)" "$(given secret)" >"$kept/keys"
}
# Others that may lie in the environment would come first.
only_kept_keys() {
  unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_ACCESS_KEY_ID AWS_ACCESS_KEY AWS_SECRET_ACCESS_KEY AWS_SECRET_KEY AWS_SESSION_TOKEN \
    MINIO_ACCESS_KEY MINIO_SECRET_KEY MINIO_ROOT_USER MINIO_ROOT_PASSWORD
  export AWS_SHARED_CREDENTIALS_FILE="$kept/keys"
}
# restic_lacks SAID: whether that is what restic says where no repository is, of each kind of place.
restic_lacks() {
  case $1 in *'unable to open config file'*'does not exist'*) return 0 ;; *) return 1 ;; esac
}
# The same question, answered by "absent" where there is no repository, or no restic to ask with.
ask_where_it_is() {
  if ! command -v restic >/dev/null 2>&1; then echo absent; return 0; fi
  case $directory in
    /*) if [ -e "$directory/config" ]; then ask_restic "$@"; else echo absent; fi ;;
    *)
      if answered=$(ask_restic "$@" 2>/dev/null); then printf '%s\n' "$answered"; return 0; fi
      said=$(ask_restic cat config 2>&1 >/dev/null) || true
      if restic_lacks "$said"; then echo absent; return 0; fi
      printf '%s\n' "$said" >&2
      return 1
      ;;
  esac
}
