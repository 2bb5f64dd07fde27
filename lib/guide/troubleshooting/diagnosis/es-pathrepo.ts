import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esPathrepo: FailureRule = {
  id: 'ES-PATHREPO',
  title: 'Elasticsearch may not keep snapshots there',
  severity: 'error',
  cause: 'path.repo is not set, or does not name the directory of the snapshot repository.',
  remedy: 'Add path.repo and the volume to elasticsearch in docker-compose.override.yml, and recreate it.',
  where: ['snapshots', 'elasticsearch'],
  signs: [
    { line: ['path.repo', ["doesn't match", 'not match', 'match any of the locations', 'setting is empty', 'is empty', 'not set', 'not configured', 'not allowed']] },
    { line: ['path.repo', ['is required', 'must be', 'missing', 'outside', 'no value', 'not listed', 'not included', 'not in', 'not within', 'not specified', 'not registered']] },
  ],
  source: ['https://github.com/elastic/elasticsearch (FsRepository)'],
};
