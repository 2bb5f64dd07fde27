/** Where a line comes from: the log of a component, or the output of a command. `http`: an answer that was saved; `sdk`: what ClearML's clients print. */
export const logSources = [
  'elasticsearch', 'mongo', 'redis', 'apiserver', 'fileserver', 'webserver', 'envoy', 'async-delete', 'task-cleaner', 'agent', 'sdk',
  'compose', 'docker', 'kernel', 'snapshots', 'mongo-tools', 'http',
] as const;
export type LogSource = (typeof logSources)[number];

/** From the particular to the general: names of files, containers, services and commands. */
const names: readonly (readonly [RegExp, LogSource])[] = [
  [/async[-_]?(?:urls[-_]?)?delete/, 'async-delete'],
  [/task[-_]?cleaner/, 'task-cleaner'],
  [/agent/, 'agent'],
  [/file-?server/, 'fileserver'],
  [/api-?server/, 'apiserver'],
  [/web-?server|nginx/, 'webserver'],
  [/envoy/, 'envoy'],
  [/mongo-?(?:dump|restore)|mongo-tools/, 'mongo-tools'],
  [/snapshot|es-restore/, 'snapshots'],
  [/elastic/, 'elasticsearch'],
  [/mongo/, 'mongo'],
  [/redis/, 'redis'],
  [/compose/, 'compose'],
  [/docker|containerd/, 'docker'],
  [/^kern|kernel|dmesg/, 'kernel'],
  [/sdk/, 'sdk'],
  [/http|probe|curl/, 'http'],
];

/** The source that a name tells, such as `allegro-elastic`, `apiserver.log.2.gz` or `cmd:compose-pull`; null when it tells none. */
export function sourceOfName(name: string): LogSource | null {
  const short = name.slice(-200).toLowerCase();
  return names.find(([pattern]) => pattern.test(short))?.[1] ?? null;
}

/** Of `docker compose logs`, and of the journal and syslog (`Nov 30 10:00:00 host dockerd[812]: `, or with an ISO time). */
const prefixes: readonly RegExp[] = [
  /^([\w.-]{1,80}) {0,60}\| /,
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.,+Z-]{8,25}) [\w.-]{1,100} ([\w.@/-]{1,80})(?:\[\d{1,9}\])?: /,
];

/** What only one component prints at the beginning of a line. */
const beginnings: readonly (readonly [RegExp, LogSource])[] = [
  [/^\{"t":\{"\$date":/, 'mongo'],
  [/^\d{4}-\d\d-\d\dT[\d:.]{8,15}[+-]\d{4} [FEWID] {1,2}[A-Z_-]{1,12} /, 'mongo'],
  [/^\{.{0,400}"(?:elasticsearch\.cluster\.name|cluster\.name|log\.logger)"/, 'elasticsearch'],
  [/^\[\d{4}-\d\d-\d\dT[\d:,.]{8,13}\]\[[A-Z ]{4,6}\]\[o\.[a-z]\./, 'elasticsearch'],
  [/^\d{1,9}:[MCSX] \d\d [A-Z][a-z]{2} \d{4} /, 'redis'],
  [/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \[[a-z]{4,6}\] \d{1,9}#\d{1,9}: /, 'webserver'],
  [/^\[ {0,8}\d{1,9}\.\d{6}\] /, 'kernel'],
  [/^\[[\d :,-]{19,24}\] \[\d{1,9}\] \[[A-Z]{4,8}\] \[(?:clearml|CLEARML)\.fileserver\]/, 'fileserver'],
  [/^\[[\d :,-]{19,24}\] \[\d{1,9}\] \[[A-Z]{4,8}\] \[(?:clearml|CLEARML)\.(?:service_repo|app_sequence|database|schema|updates|bll|initialize)/, 'apiserver'],
  [/^clearml_agent: /, 'agent'],
  [/^(?:Error response from daemon|docker): /, 'docker'],
  [/^(?:WARN\[\d{4}\]|time=\S{20,40} level=warning msg=)/, 'compose'],
];

/** The source that a line tells by its prefix; it is more exact than the name of the file, which may hold the lines of many. */
export function sourceOfPrefix(line: string): LogSource | null {
  for (const prefix of prefixes) {
    const name = prefix.exec(line)?.[1];
    const source = name === undefined ? null : sourceOfName(name);
    if (source !== null) return source;
  }
  return null;
}

/** What `docker logs --timestamps` and `docker compose logs` put before what the component printed. */
const head = /^(?:[\w.-]{1,80} {0,60}\| )?(?:\d{4}-\d\d-\d\dT[\d:.]{8,20}Z )?/;

/** The source that a line tells by the way in which it is written; null for one that others may write, too. */
export function sourceOfForm(line: string): LogSource | null {
  const bare = line.slice(0, 2000).replace(head, '');
  return beginnings.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}

/** Follows a file line by line: a line of a trace tells nothing, and comes from where the line before it came. */
export class SourceFollower {
  #before: LogSource | null = null;

  /** `known`: what the name of the file tells. */
  constructor(private readonly known: LogSource | null) {}

  next(line: string): LogSource | null {
    const told = sourceOfPrefix(line) ?? this.known ?? sourceOfForm(line);
    // Lines of several containers follow each other as they come.
    const isOfSeveral = prefixes[0]?.test(line) === true;
    this.#before = told ?? (isOfSeveral ? null : this.#before);
    return this.#before;
  }
}
