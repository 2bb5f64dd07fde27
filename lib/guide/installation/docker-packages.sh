# Installs packages from apt without asking and without removing others. Arguments: their names.
set -eu
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
apt-get install -y --no-remove -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold -- "$@"
