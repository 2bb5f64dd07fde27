import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const regDenied: FailureRule = {
  id: 'REG-DENIED',
  title: 'The registry refuses the login',
  severity: 'error',
  cause: 'Nobody is logged in at the registry as the user that runs Compose (with sudo that is root), the password is wrong or has expired, or the image belongs to nobody whom this login may see.',
  remedy: 'Run "docker logout", then "docker login" with the account that ClearML gave you and --password-stdin, with sudo if the images are pulled with sudo. Check the names of the images, too.',
  where: ['compose', 'docker'],
  signs: [
    { line: ['pull access denied'] },
    { line: ['requested access to the resource is denied'] },
    { line: ['no basic auth credentials'] },
    { line: ['may require docker login'] },
    { line: ['incorrect username or password'] },
    { line: ['insufficient_scope'] },
    { line: ['login attempt to', ['401', '403', 'unauthorized', 'denied']] },
    { line: ['personal access token', ['expired', 'invalid', 'incorrect']] },
    { line: [['docker.io', 'docker.com', 'registry', 'ghcr.io', 'quay.io', '.ecr.', 'gcr.io', '/v2/'], [/\b401\b/, /\b403 forbidden/, 'unauthorized', 'authentication required', 'denied:', 'access denied', 'authorization failed']], without: ['toomanyrequests', 'errno 13'] },
    { line: [['failed to authorize', 'failed to fetch oauth token', 'failed to fetch anonymous token'], [/\b40[13]\b/, 'unauthorized', 'forbidden', 'denied']] },
    { line: [['unauthorized: authentication required', 'no pull access']] },
    { line: ['unauthorized:'], in: ['compose', 'docker'] },
    { line: ['error getting credentials'], guess: true },
    { line: [['not logged in', 'must be logged in', 'please login', 'please log in', 'docker login', 'credentials not found', 'invalid username', 'wrong username', 'username or password', 'authentication failed', 'authentication is required', 'authorization required', 'password expired', 'credentials expired', 'access forbidden', 'unauthorized', 'access to the resource is denied', 'token has expired', 'access is denied'], ['docker', 'registry', 'image', 'pull', 'login', 'repository', '/v2/', 'harbor', 'artifactory', 'nexus', 'gitlab']], without: ['toomanyrequests', 'rate limit', 'login succeeded', 'docker.sock', 'clearml_agent', 'increase the limit'], in: ['compose', 'docker'], guess: true },
  ],
  source: ['https://github.com/spurin/diveintoansible-lab/issues/19', 'guide: installing-the-server/5'],
};
