import { json, record, text } from './answer';
import type { ServerFact } from './fact';
import { insideCommand, readInside } from './inside';

/** The version of Elasticsearch of the project in `directory`, such as "7.17.18"; `undefined` where none answers (Elasticsearch, `GET /`). */
export function elasticsearchVersion(directory: string): ServerFact<string | undefined> {
  return {
    from: 'server',
    id: `elasticsearch-version:${directory}`,
    command: insideCommand({ directory, names: ['elasticsearch', 'elastic'], port: 9200, how: 'http', questions: ['/'], why: 'Which version of Elasticsearch runs' }),
    parse(answer) {
      const told = readInside(answer, 'Elasticsearch');
      if (told.state !== 'answered') return undefined;
      const [, body = '', status] = /^([\s\S]*?)\n=== (\d{3})\n/.exec(told.text) ?? [];
      return status === '200' ? text(record(record(json(body, 'Elasticsearch')).version).number).slice(0, 30) || undefined : undefined;
    },
  };
}
