/** What probably made a step fail, and what to do. Whole sentences. */
export interface ProbableCause {
  readonly cause: string;
  readonly remedy: string;
}

interface Signature {
  readonly pattern: RegExp;
  /** Only for steps of this id, or whose id ends so; for all when left out. */
  readonly steps?: readonly string[];
  readonly cause: string;
  readonly remedy: string;
}

/** From the particular to the general; the first that fits the newest line wins. Words of the programs as they print them in the C locale. */
const signatures: readonly Signature[] = [
  { pattern: /no space left on device|ENOSPC/i, steps: ['repository', 'mongodb', 'mongodb-verified', 'elasticsearch', 'elasticsearch-verified', 'configuration', 'configuration-verified', 'files', 'files-verified', 'manifest', 'runbook', 'prune'].map((step) => `backups/${step}`), cause: "A disk is full: the backups' destination, or ClearML's data, beside which Elasticsearch writes its copy.", remedy: 'See "df -h". Free space there, keep fewer backups, or choose another destination, then retry.' },
  { pattern: /no space left on device|not enough free space|ENOSPC/i, cause: 'A disk of the server is full.', remedy: 'See "df -h" and "df -i": Docker\'s images lie on /var/lib/docker. Free space or enlarge the disk, then retry. Delete no database files by hand.' },
  { pattern: /^stage login failed HTTP 401/i, steps: ['acceptance-test'], cause: 'ClearML refuses the password of the support user.', remedy: 'ClearML reads apiserver.conf only when the API server starts: run "docker compose restart apiserver" where the compose file lies, or plan again.' },
  { pattern: /^stage (?:write|read)-events failed/i, steps: ['acceptance-test'], cause: 'ClearML reaches its databases, but events can\'t be written to Elasticsearch or read from it.', remedy: 'See the findings about Elasticsearch on the health page: a disk that is nearly full makes its indices read-only.' },
  { pattern: /^stage (?:upload|download) failed/i, steps: ['acceptance-test'], cause: 'The file server does not take files, or does not give them back as they were.', remedy: 'Look at the output of the service fileserver, and at the space and the owner of its directory.' },
  { pattern: /^stage (?:create-project|create-task|start-task) failed/i, steps: ['acceptance-test'], cause: 'ClearML answers, but can\'t write to its database.', remedy: 'Look at the output of the service apiserver, and at the findings about MongoDB on the health page.' },
  { pattern: /could not get lock|unable to (?:acquire|lock).*(?:dpkg|apt)|is another process using it|dpkg frontend lock/i, cause: 'Another process installs packages, usually the automatic updates.', remedy: 'Wait until it ends ("ps -C apt,apt-get,dpkg,unattended-upgr"), then retry. Do not delete the lock.' },
  { pattern: /would also uninstall: /, steps: ['docker-ce'], cause: "Another package needs Ubuntu's Docker or containerd.", remedy: 'Uninstall that package yourself if nobody needs it, or start Ubuntu\'s Docker ("systemctl start docker"): one that answers is kept. Else use a machine of its own.' },
  { pattern: /trying to overwrite '.*', which is also in package /, cause: 'A package that is installed has the same file as one that is to be installed.', remedy: 'Its line names the file and the package. Uninstall that package yourself if nobody needs it.' },
  { pattern: /dpkg was interrupted/i, cause: 'An earlier installation of packages was broken off.', remedy: 'Run "dpkg --configure -a" as root, then retry.' },
  { pattern: /has the fingerprint .*, not /i, cause: 'The key of the apt repository is not the expected one.', remedy: 'Compare the fingerprint with the one that the repository publishes, and correct it on the Settings page. If it should be right, somebody may stand between.' },
  { pattern: /NO_PUBKEY|not signed|EXPKEYSIG|signatures couldn't be verified/i, cause: 'apt does not trust the signature of a repository.', remedy: 'Check the address and the fingerprint of the repository on the Settings page.' },
  { pattern: /key of the apt repository could not be fetched|failed to fetch|could not (?:resolve|connect)|offers no docker-ce|unable to locate package|connection (?:refused|timed out|failed).*(?:apt|http)/i, steps: ['docker-ce', 'compose'], cause: "The apt repository can't be reached from the server, or does not offer the package.", remedy: 'Check the repository and the apt proxy on the Settings page, and the firewall. Then retry.' },
  { pattern: /incorrect username or password|unauthorized: (?:incorrect|authentication)|\b401 unauthorized|denied: requested access|pull access denied|no basic auth credentials/i, cause: 'The registry refuses the user or the password, or does not give this image to that user.', remedy: 'Enter the credentials that ClearML gave you once more on the Settings page, then retry.' },
  { pattern: /toomanyrequests|pull rate limit/i, cause: 'The registry limits how often images may be pulled.', remedy: 'Wait some hours, log in, or use a registry of your own.' },
  { pattern: /manifest (?:for .* not found|unknown)|not found: manifest unknown/i, cause: 'An image with this tag does not exist.', remedy: 'Compare the *_TAG values in constants.env with those that ClearML gave you.' },
  { pattern: /x509:|certificate (?:signed by unknown|verify failed|has expired)|SSL certificate problem/i, cause: 'The server does not trust a certificate on the way.', remedy: "If a proxy of your company opens TLS, add its authority's certificate to the server. Check the server's clock too." },
  { pattern: /(?:dial tcp|lookup) .*(?:no such host|i\/o timeout|connection refused|(?:network|host) is unreachable|no route to host|connection reset by peer)|TLS handshake timeout|Client\.Timeout exceeded/i, steps: ['docker-login', 'compose-pull', 'compose-up', 'hello-world'], cause: "The registry can't be reached from the server.", remedy: 'Check the registry host and the Docker proxy on the Settings page, and the firewall. Then retry.' },
  { pattern: /port is already allocated|address already in use/i, cause: 'A port of ClearML is taken by another program.', remedy: 'Find it with "ss -ltnp" as root, stop it or move it to another port, then retry.' },
  { pattern: /container name .* is already in use/i, cause: 'A container of another project has the name that ClearML needs.', remedy: 'Remove that container with "docker rm", after looking what it is, then retry.' },
  { pattern: /required variable (\w+) is missing|variable is not set/i, steps: ['compose-config'], cause: 'The compose files want a variable that constants.env does not have.', remedy: 'Add it on the Materials page, then plan again.' },
  { pattern: /yaml: |mapping values are not allowed|additional propert|must be a mapping|undefined volume|undefined network|cannot unmarshal|validating .*docker-compose|invalid compose project|env file .* not found|failed to read .*\.env/i, steps: ['compose-config', 'compose-pull', 'compose-up'], cause: 'Compose does not accept the files.', remedy: 'Correct the file and line that it names on the Materials page, then plan again. Entries of services stand below "services:".' },
  { pattern: /non-overlapping IPv4 address pool|predefined address pools/i, cause: 'Docker has no free addresses for another network.', remedy: 'Run "docker network prune" as root, or set default-address-pools in /etc/docker/daemon.json.' },
  { pattern: /error setting rlimit|operation not permitted.*rlimit/i, cause: 'The machine does not allow the limits that the compose file asks for.', remedy: 'Raise the hard limits of Docker on this machine; a container as a server can\'t.' },
  { pattern: /vm\.max_map_count \[\d+\] is too low/i, cause: 'vm.max_map_count is too low for Elasticsearch.', remedy: 'Retry from the step that increases it; look which file in /etc/sysctl.d overrides it.' },
  { pattern: /AccessDeniedException|failed to obtain node locks/i, cause: 'Elasticsearch can\'t write to its data directory.', remedy: 'The directory must belong to 1000:1000 before the first start. Retry from the step that makes the directories.' },
  { pattern: /is restarting|restarting \(\d+\)|dependency failed to start|is unhealthy|exited with code/i, steps: ['compose-up', 'web-access'], cause: 'A container does not stay up.', remedy: 'See which with "docker ps -a", and why with "docker logs -n 1000" and its name.' },
  { pattern: /cannot connect to the docker daemon|is the docker daemon running/i, cause: 'Docker does not run.', remedy: 'Look at "systemctl status docker", "journalctl -u docker -n 100" and whether /var/lib/docker is mounted.' },
  { pattern: /client version [\d.]+ is too old/i, cause: 'The Docker client is older than the engine accepts.', remedy: 'Upgrade the Docker packages, and remove old plugins in /root/.docker/cli-plugins.' },
  { pattern: /unknown flag: --env-file|unknown shorthand flag|'compose' is not a docker command/i, cause: 'Docker Compose v2 is missing or too old.', remedy: 'Retry from the step that installs Compose.' },
  { pattern: /packages? will be removed|but --no-remove was/i, cause: 'Installing would remove other packages, which this console never does.', remedy: 'See which with "apt-get install --simulate docker-ce" as root; remove them yourself if they may go.' },
  { pattern: /is not in the sudoers|may not run sudo|sorry, try again|incorrect password attempt|a password is required|you must have a tty/i, cause: 'sudo refuses.', remedy: 'Correct the sudo password of this connection, or let an administrator allow sudo for this user.' },
  { pattern: /has no curl to ask with/i, cause: 'curl is not installed on the server.', remedy: 'Run "apt-get install curl" as root, then retry. ClearML itself runs without it.' },
  { pattern: /did not answer with HTTP 200 within/i, cause: 'The web page did not answer in time.', remedy: 'See "docker ps -a": the first container that restarts or has exited is usually the cause. A slow disk makes a first start long; then retry.' },
  { pattern: /Read-only file system/i, cause: 'A disk of the server is read-only, often after an error of the disk.', remedy: 'Look at "dmesg" and "findmnt", mend the disk, then retry.' },
  { pattern: /Cannot allocate memory|out of memory|killed process/i, cause: 'The server ran out of memory.', remedy: 'Give it more memory, or stop what else runs on it.' },
  { pattern: /exit code 137/i, cause: 'It was killed: by somebody, or because the server ran out of memory.', remedy: 'Where "dmesg" names it as a killed process, give the server more memory, or stop what else runs on it. Then retry.' },
  { pattern: /temporary failure (?:in name )?resolution|could not resolve host/i, cause: "The server can't look up a name.", remedy: 'Check its resolver ("resolvectl status"), or enter a proxy on the Settings page.' },
];

/**
 * The probable cause of a step's failure from its output, newest line last; null when none is known.
 * The lines are redacted already; they are matched, never interpreted.
 */
export function probableCause(stepId: string, lines: readonly string[]): ProbableCause | null {
  const recent = lines.slice(-400).map((line) => line.slice(0, 4000)).reverse();
  for (const line of recent) {
    const found = signatures.find(({ pattern, steps }) => (steps === undefined || steps.some((step) => stepId === step || stepId.endsWith(`/${step}`))) && pattern.test(line));
    if (found !== undefined) return { cause: found.cause, remedy: found.remedy };
  }
  return null;
}
