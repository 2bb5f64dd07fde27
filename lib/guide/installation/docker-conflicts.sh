# Uninstalls packages that Docker's own cannot stand beside, and no other. Arguments: their names.
# "remove", never "purge": /var/lib/docker, /var/lib/containerd and the files in /etc stay.
set -eu
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
# What apt would take along was not shown to anybody.
also=$(apt-get -s remove -- "$@" | awk '$1 == "Remv" {print $2}' | while read -r name; do
  case " $* " in *" ${name%%:*} "*) ;; *) printf ' %s' "$name" ;; esac
done)
if [ -n "$also" ]; then
  echo "Uninstalling $* would also uninstall:$also. Nothing was uninstalled." >&2
  exit 45
fi
apt-get remove -y -o DPkg::Lock::Timeout=300 -- "$@"
