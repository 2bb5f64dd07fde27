import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const composeVersionKey: FailureRule = {
  id: 'COMPOSE-VERSION-KEY',
  title: 'Compose no longer needs the key "version"',
  severity: 'info',
  cause: 'The compose file begins with "version:", as older ones do. Compose 2 ignores it.',
  remedy: 'Nothing needs to be done.',
  where: ['compose'],
  signs: [
    { line: ['version is obsolete'] },
    { line: ['version', ['obsolete', 'will be ignored', 'no longer needed', 'no longer used', 'no longer required'], ['attribute', 'compose', '.yml', '.yaml', 'top-level', 'element']], without: ['docker-compose version 1.'] },
  ],
  guess: true,
  source: ['general knowledge'],
};
