import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const regRatelimit: FailureRule = {
  id: 'REG-RATELIMIT',
  title: 'Docker Hub limits how often images are pulled',
  severity: 'error',
  cause: 'Too many images were pulled from this address without a login, or with one that has no more left: MongoDB, Redis and Elasticsearch come from Docker Hub, too.',
  remedy: 'Log in with "docker login", wait some hours, or pull through a registry of your own.',
  where: ['compose', 'docker'],
  signs: [
    { line: ['toomanyrequests'] },
    { line: [['pull rate limit', 'increase the limit by authenticating']] },
    { line: ['rate limit', ['docker', 'registry', 'pull']] },
    { line: ['429 too many requests', ['docker', 'registry', 'manifests/', 'blobs/', '/v2/']] },
    { line: [['too many requests', 'rate limit', 'ratelimit', 'rate exceeded', 'pull limit', 'limit exceeded', 'quota exceeded', /\b429\b/], ['docker', 'registry', 'pull', 'manifest', 'blob', 'hub', 'image']], without: ['elastic', 'index', 'events'], in: ['compose', 'docker'] },
  ],
  guess: true,
  insteadOf: ['REG-DENIED'],
  source: ['general knowledge'],
};
