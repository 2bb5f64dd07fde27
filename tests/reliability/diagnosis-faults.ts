/** What breaks a ClearML that worked, and the id that its diagnosis must name first: of a rule, or of a check where logs say nothing. */
export interface DiagnosisFault {
  readonly name: string;
  /** Shell texts, as root on the server. */
  readonly strike: string;
  readonly cause: RegExp;
  readonly mend: string;
}

const compose = 'cd /opt/allegro && docker compose --env-file constants.env';
const answers = 'for n in $(seq 90); do curl -sf -o /dev/null http://127.0.0.1:8008/debug.ping && curl -sf -o /dev/null http://127.0.0.1:8080/ && curl -s -o /dev/null http://127.0.0.1:8081/ && break; sleep 1; done';

export const diagnosisFaults: readonly DiagnosisFault[] = [
  { name: 'file server stopped by hand', strike: 'docker stop -t 5 allegro-fileserver', cause: /^(?:insides\/services|monitoring\/fileserver)/, mend: `docker start allegro-fileserver; ${answers}` },
  { name: 'container removed by hand', strike: 'docker rm -f allegro-redis; sleep 3', cause: /^insides\/services/, mend: `${compose} up -d 2>&1 | tail -n 1; ${answers}` },
  { name: 'Docker stopped', strike: 'systemctl stop docker.socket docker', cause: /^DOCKER-DOWN$|^monitoring\/docker/, mend: `systemctl start docker; ${answers}` },
  {
    name: 'port taken by another program', cause: /^PORT/,
    strike: 'docker stop -t 5 allegro-webserver; systemd-run --quiet --collect --unit=taker python3 -m http.server 8080; sleep 2; docker start allegro-webserver || true',
    mend: `systemctl stop taker; sleep 1; docker start allegro-webserver; ${answers}`,
  },
  {
    name: 'disk of the data full', cause: /^(?:NO-SPACE|ES-FLOOD|monitoring\/disk)/,
    strike: 'fallocate -l $(($(df --output=avail -B1 /opt/allegro/data | tail -n 1) - 1000000)) /opt/allegro/data/fill; sleep 40',
    mend: `rm /opt/allegro/data/fill; sleep 35; ${answers}`,
  },
];
