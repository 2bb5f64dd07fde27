# Stops an attempt's unit; ends once it is dead. systemd itself kills what does not stop within 30 s. $1: the attempt's id
systemctl stop "groundcrew-$1.service" 2>/dev/null
tries=0
while :; do
  case $(systemctl show -p ActiveState --value "groundcrew-$1.service") in
    active | activating | deactivating | reloading) ;;
    *) break ;;
  esac
  tries=$((tries + 1))
  [ "$tries" -lt 600 ] || break
  sleep 0.1
done
print_status "$1"
