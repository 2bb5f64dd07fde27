# How one restic works with two repositories, included by the scripts that copy a backup: besides what restic.sh needs, $first is set there, the
# repository that is read. $directory is the one that is written. Of standard input ($passphrase) the lines that begin with "first " are what
# the first one needs, in the same form (copy-wanted.ts).
# shellcheck disable=SC2154,SC2030,SC2031 # set by the script that includes it; what is another in a shell of its own is meant so
#include guide/backups/restic.sh
# at_first WORDS...: a call with the first one alone.
at_first() (
  directory=$first
  passphrase=$(printf '%s\n' "$passphrase" | sed -n '2,$s/^first //p')
  "$@"
)
# restic_between COMMAND WORDS...: "copy", or "init" of the one that is written.
restic_between() (
  command=$1
  shift
  keep && keep_place second && at_first keep_place first || exit
  case " $first $directory" in *' s3:'*) only_kept_keys ;; esac
  # There is one option for both; without it each service is asked.
  region=$(given region) other=$(at_first given region)
  case "$first $directory" in 's3:'*' s3:'*) [ "$region" = "$other" ] || region= ;; *) region=$region$other ;; esac
  [ -z "$region" ] || set -- --option "s3.region=$region" "$@"
  # So there is of ssh's command, which would lead to one host for both. What restic finds as "ssh" instead is the shell, which reads the file
  # that is called as the host is: in memory nothing may be executed, but a link leads elsewhere.
  if [ -e "$kept/config" ]; then
    for place in first second; do printf 'exec %s -F %s/config %s -s sftp\n' "$(command -v ssh)" "$kept" "$place" >"$kept/$place" || exit; done
    ln -s /bin/sh "$kept/ssh" || exit
    PATH=$kept:$PATH
    export PATH
    cd "$kept" || exit
  fi
  # Before 0.14 the other repository had flags of its own, and of "copy" it was the one that is written.
  case "$command $(restic "$command" --help 2>&1)" in
    *--from-repository-file*) set -- --repository-file "$kept/second.repository" --from-repository-file "$kept/first.repository" --password-file /dev/fd/3 --from-password-file /dev/fd/4 "$@" ;;
    copy*--repository-file2*) set -- --repository-file "$kept/first.repository" --repository-file2 "$kept/second.repository" --password-file /dev/fd/4 --password-file2 /dev/fd/3 "$@" ;;
    *--repository-file2*) set -- --repository-file "$kept/second.repository" --repository-file2 "$kept/first.repository" --password-file /dev/fd/3 --password-file2 /dev/fd/4 "$@" ;;
    *) fail 'The restic of this server can not copy from one repository to another. Install 0.12.1 or later, then press Retry.' ;;
  esac
  timeout --foreground -k 60 "${restic_limit:-$limit}" nice -n 19 ionice -c 2 -n 7 restic --no-cache "$command" "$@" 3<<second 4<<first
$(printf '%s\n' "$passphrase" | head -n 1)
second
$(at_first head_line)
first
)
head_line() { printf '%s\n' "$passphrase" | head -n 1; }
# keep_place NAME: what restic needs of the repository, and in a file how it is called; its host is called NAME.
keep_place() {
  called=$directory
  case $directory in
    sftp:*)
      keep_for_ssh "$1" || return
      called=${directory#sftp://}
      called=sftp:$1:${called#*/}
      ;;
    s3:*) keep_for_s3 || return ;;
    rest:*) called=$(given url) ;;
  esac
  printf '%s\n' "$called" >"$kept/$1.repository"
}
