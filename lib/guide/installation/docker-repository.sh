# Adds an apt repository in the shape of Docker's. Arguments: URL, fingerprint of its key. Standard input: a proxy, or nothing.
set -eu
url=${1:?the address of the repository is empty}
fingerprint=${2:?the fingerprint is empty}
url=${url%/}
proxy=$(cat)
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
keyring=/etc/apt/keyrings/groundcrew-docker.gpg
list=/etc/apt/sources.list.d/docker.list
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What the steps below need and a minimal Ubuntu may lack.
for program in curl gpg; do
  command -v "$program" >/dev/null 2>&1 || missing="${missing:-} $program"
done
if [ -n "${missing:-}" ]; then
  apt-get update -o DPkg::Lock::Timeout=300 || echo 'Some package lists could not be fetched; going on with what is there.'
  # shellcheck disable=SC2086  # program names without spaces
  apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 ca-certificates $missing
fi

# The proxy may hold a password, so curl reads it from its standard input.
config=
if [ -n "$proxy" ]; then config="proxy = \"$proxy\""; fi
if ! printf '%s\n' "$config" | curl --config - --fail --silent --show-error --location --max-time 60 --output "$work/key" --url "$url/gpg"; then
  echo "The key of the apt repository could not be fetched from $url/gpg." >&2
  exit 41
fi
export GNUPGHOME="$work/home"
mkdir -m 0700 "$GNUPGHOME"
gpg --batch --quiet --import "$work/key" 2>/dev/null || { echo "What $url/gpg answers is not a key." >&2; exit 42; }
found=$(gpg --batch --with-colons --fingerprint | awk -F: '$1 == "pub" {primary = 1} $1 == "fpr" && primary {print $10; primary = 0}')
if [ "$found" != "$fingerprint" ]; then
  echo "The key of the apt repository has the fingerprint $(printf '%s' "$found" | tr '\n' ' '), not $fingerprint. Nothing was installed." >&2
  exit 43
fi
install -d -m 0755 /etc/apt/keyrings
gpg --batch --export "$fingerprint" >"$work/keyring"
install -m 0644 "$work/keyring" "$keyring"

# shellcheck source=/dev/null
. /etc/os-release
entry="deb [arch=$(dpkg --print-architecture) signed-by=$keyring] $url ${UBUNTU_CODENAME:-${VERSION_CODENAME:?this system has no codename}} stable"
# Whether apt reads this repository from the file $1: not from a comment, nor from an entry that is switched off
# (sources.list(5)). A .sources file holds paragraphs, of which any may say "Enabled: no".
names_repository() {
  case $1 in
    *.list) grep -v '^[[:space:]]*#' "$1" | grep -qF -- "$url" ;;
    *) awk -v RS= -v url="$url" '{
      live = ""
      lines = split($0, line, "\n")
      for (i = 1; i <= lines; i++) if (line[i] !~ /^[[:space:]]*#/) live = live tolower(line[i]) "\n"
      if (index(live, tolower(url)) && live !~ /(^|\n)enabled:[[:space:]]*(no|false|without|off|disable)/) found = 1
    } END {exit !found}' "$1" ;;
  esac
}
# The same repository in another file, with another key, would make apt refuse both.
other=
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
  if [ "$file" != "$list" ] && [ -f "$file" ] && names_repository "$file"; then other=$file; fi
done
if [ -n "$other" ]; then
  echo "The repository is already named in $other: left as it is."
else
  printf '%s\n' "$entry" >"$work/list"
  install -m 0644 "$work/list" "$list"
fi
apt-get update -o DPkg::Lock::Timeout=300 || echo 'Some package lists could not be fetched; going on with what is there.'
if [ -z "$(apt-cache policy docker-ce | awk '/Candidate:/ && $2 != "(none)" {print $2}')" ]; then
  echo "The apt repository $url offers no docker-ce for ${UBUNTU_CODENAME:-$VERSION_CODENAME}, or can't be reached." >&2
  exit 44
fi
