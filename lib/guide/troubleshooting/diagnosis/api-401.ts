import type { FailureRule } from '@/lib/engine/diagnosis-rule';

/** A wrong password that somebody typed is no failure of the server. */
export const api401: FailureRule = {
  id: 'API-401',
  title: 'ClearML does not know an API key or user',
  severity: 'error',
  cause: 'Clients use keys that are not in the database: after a restore, a reinstallation, a change of secure.credentials, or because the user was deleted.',
  remedy: 'Make new credentials in the web page and give them to the clients. The keys of agents must be the same in their environment and in that of the API server. In the browser, delete the cookies of ClearML.',
  where: ['apiserver', 'sdk', 'http'],
  signs: [
    { line: ['failed to locate provided credentials'] },
    { line: ['invalid credentials', ['unauthorized', '401']], without: ['bad username or password'] },
    { line: [['401/22', '401/40']], without: ['bad username or password'] },
    { line: ['invalid user company'] },
    { line: ['failed getting token', [/\b401\b/, 'unauthorized']] },
    { line: ['fixed user', 'not found'], without: ['creating'] },
    { line: ['signature verification failed'], guess: true },
    { line: [['401/21', '401/31', 'blocked token', 'invalid fixed user', 'revoked credentials', 'credentials were revoked', 'credentials have been revoked', 'token was revoked']], without: ['bad username or password'] },
    { line: [['access key', 'credentials', 'api key', 'user'], ['no longer exists', 'does not exist', 'not found', 'unknown', 'is not valid', 'rejected'], ['unauthorized', /\b401\b/]], without: ['bad username or password', 'docker.io', 'registry', 'git', 'elastic'] },
    { line: [['loginerror', 'failed getting token', 'could not get token'], ['401', 'unauthorized', 'invalid', 'credentials']] },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/75', 'https://github.com/clearml/clearml/issues/1118'],
};
