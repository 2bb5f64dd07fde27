import type { FailureRule } from '@/lib/engine/diagnosis-rule';

/** ELASTIC_PASSWORD is not set in the open-source server, and is not needed there. */
export const composeVarUnset: FailureRule = {
  id: 'COMPOSE-VAR-UNSET',
  title: 'A variable of the compose file is not set',
  severity: 'warn',
  cause: 'constants.env was not given to Compose, or it lacks a variable that the compose files want: from 3.29 on also CLEARML_ROOT, DOCKER_GID and TASK_ROUTER_TOKEN_SECRET.',
  remedy: 'Run Compose where its files lie, with "--env-file constants.env", and add the variable there. sudo drops exported variables: write them behind it ("sudo NAME=value docker compose …").',
  where: ['compose'],
  signs: [
    { line: [['variable is not set', 'defaulting to a blank string']], without: ['elastic_password'] },
    { line: ['required variable', 'is missing'] },
    { line: ['missing mandatory value'] },
    { line: ["couldn't find env file"] },
    { line: ['env file', ['not found', 'no such file']] },
    { line: [['substituting a blank string', 'is missing a value', 'unbound variable', 'parameter not set', 'parameter null or not set', 'bad substitution', 'variable is required', 'variable is not defined', 'environment variable is not defined']], in: ['compose'] },
    { line: [['.env', 'env_file', 'environment file'], ['no such file', 'not found', 'does not exist', 'failed to read', 'failed to load', 'unexpected character', 'cannot find', 'could not read', 'cannot open']], without: ['environ.py'], in: ['compose'] },
  ],
  source: ['https://clear.ml/docs/latest/docs/deploying_clearml/enterprise_deploy/docker_compose_upgrade_3_29'],
};
