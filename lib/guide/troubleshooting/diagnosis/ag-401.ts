import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const ag401: FailureRule = {
  id: 'AG-401',
  title: "ClearML does not know the agent's keys",
  severity: 'error',
  cause: "The keys in the agent's environment are not those in the API server's, or the database was emptied.",
  remedy: 'Set the same APPS_AGENT_USER_KEY and APPS_AGENT_USER_SECRET (in the open-source server CLEARML_AGENT_ACCESS_KEY and CLEARML_AGENT_SECRET_KEY) on both sides, and recreate the agents.',
  where: ['agent'],
  signs: [
    { line: ['failed getting token', [/\b401\b/, 'unauthorized']], in: ['agent'] },
    { line: [['clearml_agent', 'clearml-agent', 'apps-agent', 'services-agent'], [/\b401\b/, 'unauthorized', 'invalid credentials']], without: ['docker.io', 'registry', 'git'] },
    { line: [['unauthorized (invalid credentials)', 'failed to locate provided credentials', 'invalid credentials']], in: ['agent'] },
    { line: [['failed to authenticate', 'authentication failed', 'could not authenticate', 'credentials are invalid', 'credentials were rejected', 'wrong credentials', 'bad credentials', 'unknown access key', 'invalid access key', 'credentials were revoked', 'loginerror']], without: ['docker.io', 'registry', 'git', 'fatal:', 'pip', 's3'], in: ['agent'] },
  ],
  insteadOf: ['API-401'],
  source: ['https://github.com/clearml/clearml-server/issues/75'],
};
