import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const fsToken: FailureRule = {
  id: 'FS-TOKEN',
  title: 'The file server got no token with a request',
  severity: 'warn',
  cause: "The browser sends no cookie along, because the file server has another domain than the web page, or because the cookie is for TLS only. From 1.16 on the file server asks for it, so that images and plots don't show.",
  remedy: 'Set WEBSERVER__useFilesProxy=true and WEBSERVER__fileBaseUrl for webserver, and the domain of the cookie; or switch the check off with CLEARML__fileserver__auth__enabled=false.',
  where: ['fileserver'],
  signs: [
    { line: ['error getting token'] },
    { line: ['error validating token'] },
    { line: ['only bearer token authorization is supported'] },
    { line: ['failed decoding token'] },
    { line: ['401', /http\/[\d.]{1,3} 401\b/], in: ['fileserver'] },
    { line: [['unauthorized', /\b401\b/], ['fileserver', ':8081', '/files/', '//files.']], without: ['clearml_agent', 'registry', 'docker.io'] },
    { line: [['token', 'authorization', 'authentication'], ['missing', 'no token', 'not provided', 'is required', 'required', 'invalid', 'expired', 'failed', 'could not', 'cannot', 'unable', 'malformed', 'rejected', 'denied', 'not valid', 'decod', 'verification']], without: ['not required', 'token_secret'], in: ['fileserver'], guess: true },
    { line: [['unauthorized', '403 forbidden']], in: ['fileserver'], guess: true },
  ],
  insteadOf: ['API-401'],
  source: ['https://github.com/clearml/clearml-server/issues/248', 'https://github.com/clearml/clearml/issues/1308', 'https://github.com/clearml/clearml/issues/1451'],
};
