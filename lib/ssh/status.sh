# print_status ID: what is known of an attempt, a line for each thing. Asks first whether the unit runs: once it does not,
# everything else is final.
print_status() {
  run=/var/lib/groundcrew/runs/$1
  case $(systemctl show -p ActiveState --value "groundcrew-$1.service" 2>/dev/null) in
    active | activating | deactivating | reloading) echo active=1 ;;
    *) echo active=0 ;;
  esac
  # A claim that holds "withdrawn" was put there so that the attempt never begins.
  [ ! -d "$run/claim" ] || [ -e "$run/claim/withdrawn" ] || echo claimed=1
  print_file boot "$run/claim/boot"
  print_file current /proc/sys/kernel/random/boot_id
  print_file started "$run/claim/started"
  print_file exit "$run/exit"
  print_file ended "$run/ended"
  [ ! -f "$run/log" ] || echo "size=$(stat -c %s "$run/log")"
  [ ! -s "$run/steps" ] || echo "command=$(tail -n 1 "$run/steps" | cut -d ' ' -f 1)"
  [ ! -s "$run/steps" ] || echo "began=$(head -n 200 "$run/steps" | cut -d ' ' -f 1,3 | tr '\n' ,)"
}
print_file() { [ ! -f "$2" ] || echo "$1=$(cat "$2")"; }
