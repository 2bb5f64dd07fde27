# Installs packages from apt without asking and without removing others. Arguments: their names; before them
# "--no-install-recommends" where they are wanted alone.
set -eu
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
case ${1:-} in
  --no-install-recommends) shift && set -- --no-install-recommends -- "$@" ;;
  *) set -- -- "$@" ;;
esac
apt-get install -y --no-remove -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@"
