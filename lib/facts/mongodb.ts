import { firstLine } from './answer';
import { decodeMessage, encodeMessage, type BsonDocument } from './bson';
import type { ServerFact } from './fact';
import { insideCommand, readInside } from './inside';

export interface Database {
  /** undefined: it asks for a login before it tells more than that it lives. */
  readonly version?: string;
  /** Open connections, and how many more there may be; missing when it does not tell. */
  readonly connections?: number;
  readonly connectionsLeft?: number;
  /** Whose files and commands it keeps to, such as "6.0"; missing when it does not tell. */
  readonly compatibility?: string;
}

export type Mongodb = { readonly state: 'absent' | 'stopped' } | { readonly state: 'silent'; readonly error: string } | { readonly state: 'answered'; readonly database: Database };

/** Sections of serverStatus that are large and not wanted. */
const without = Object.fromEntries(['metrics', 'wiredTiger', 'locks', 'opLatencies', 'tcmalloc', 'repl', 'security', 'electionMetrics', 'indexBulkBuilder', 'queryAnalyzers', 'spillWiredTiger', 'network', 'transactions'].map((name) => [name, 0]));
const questions = [
  encodeMessage({ ping: 1, $db: 'admin' }),
  encodeMessage({ serverStatus: 1, ...without, $db: 'admin' }),
  encodeMessage({ getParameter: 1, featureCompatibilityVersion: 1, $db: 'admin' }),
];

/** What MongoDB of the project in `directory` says of itself (its commands ping, serverStatus and getParameter). */
export function mongodb(directory: string): ServerFact<Mongodb> {
  return {
    from: 'server',
    id: `mongodb:${directory}`,
    command: insideCommand({ directory, names: ['mongo', 'mongodb'], port: 27_017, how: 'messages', questions, why: 'How MongoDB is' }),
    parse(answer) {
      const told = readInside(answer, 'MongoDB');
      if (told.state !== 'answered') return told;
      const [ping, status = {}, parameter = {}] = told.text.split('\n').map((line) => decodeMessage(line.trim()) ?? undefined);
      if (ping === undefined) return { state: 'silent', error: 'it closes the connection or speaks another protocol' };
      if (!isOk(ping)) return { state: 'silent', error: firstLine(text(ping.errmsg) ?? '') || 'it refuses to be asked' };
      const version = text(status.version);
      const { current, available } = inner(status.connections);
      const compatibility = text(inner(parameter.featureCompatibilityVersion).version);
      return {
        state: 'answered',
        database: {
          ...(isOk(status) && version !== undefined && { version: version.slice(0, 30) }),
          ...(typeof current === 'number' && { connections: current }),
          ...(typeof available === 'number' && { connectionsLeft: available }),
          ...(compatibility !== undefined && { compatibility: compatibility.slice(0, 10) }),
        },
      };
    },
  };
}

const isOk = ({ ok }: BsonDocument): boolean => ok === 1 || ok === true;
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const inner = (value: unknown): BsonDocument => (typeof value === 'object' && value !== null ? (value as BsonDocument) : {});
