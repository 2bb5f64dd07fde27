import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const composeEnvfile: FailureRule = {
  id: 'COMPOSE-ENVFILE',
  title: 'Compose is too old for --env-file, or missing',
  severity: 'error',
  cause: 'docker-compose before 1.25 does not know --env-file, prints its help and starts nothing. The same happens to "docker compose" where the plugin is not installed.',
  remedy: 'Install the plugin ("apt-get install docker-compose-plugin") and use "docker compose". Where that is impossible, copy constants.env to .env beside the compose file.',
  where: ['compose', 'docker'],
  signs: [
    { line: ['--env-file', ['unknown', 'no such', 'not a valid', 'unrecognized', 'invalid option', 'not defined', 'not recognized', 'unsupported']] },
    { line: ['define and run multi-container applications with docker'] },
    { line: ['docker-compose [-f', 'options'] },
    { line: ['docker-compose version 1.', /docker-compose version 1\.(?:\d|1\d|2[0-4])\./] },
    { line: ['compose', ['is not a docker command', 'unknown command: docker compose', 'unknown docker command']] },
    { line: ['unknown shorthand flag'], in: ['compose', 'docker'], guess: true },
    { line: [['flag provided but not defined: -env-file', 'unknown flag: --env-file', 'unknown option --env-file']] },
    { line: [['docker-compose', 'docker compose'], ['command not found', ': not found', 'not installed', 'unable to locate', 'has no installation candidate']], without: ['.yml', '.yaml', 'image', 'manifest'] },
    { line: [['cli-plugins/docker-compose', 'compose plugin', 'docker-compose-plugin'], ['no such file', 'not found', 'not installed', 'exec format error', 'permission denied', 'invalid plugin', 'not executable', 'missing']] },
  ],
  source: ['https://github.com/docker/compose/issues/6170', 'https://github.com/docker/compose/pull/6535'],
};
