# Installs what backups need and is missing: restic, and python3, which reads MongoDB's archives. Nothing is removed for it.
set -eu
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
apt-get update -o DPkg::Lock::Timeout=300 || echo 'Some package lists could not be fetched; going on with what is there.'
apt-get install -y --no-remove --no-install-recommends -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold -- restic python3
