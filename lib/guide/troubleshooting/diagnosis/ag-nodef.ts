import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const agNodef: FailureRule = {
  id: 'AG-NODEF',
  title: 'The services agent is off, since it has no keys',
  severity: 'info',
  cause: 'CLEARML_AGENT_ACCESS_KEY and CLEARML_AGENT_SECRET_KEY are not set, so the agent of the open-source server does not start.',
  remedy: 'If you want it, put both into .env and run "docker compose up -d".',
  where: ['agent'],
  signs: [
    { line: ['shutdown_if_no_access_key'] },
    { line: ['no access key'] },
    { line: [['clearml_api_access_key', 'clearml_agent_access_key', 'clearml_api_secret_key', 'clearml_agent_secret_key', 'access key'], ['missing', 'not set', 'unset', 'is empty', 'not provided', 'not found', 'not defined', 'undefined', 'required']], without: ['401', 'unauthorized'] },
    { line: [['credentials', 'access key', 'secret key', 'clearml.conf', 'api host', 'host server definition'], ['missing', 'not set', 'not configured', 'no configured', 'could not find', 'not provided', 'are required', 'were not', 'no clearml']], without: ['401', 'unauthorized', 'git', 's3', 'registry', 'docker.io'], in: ['agent'] },
  ],
  guess: true,
  source: ['https://github.com/clearml/clearml-server/issues/75'],
};
