import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const composeHttpdocker: FailureRule = {
  id: 'COMPOSE-HTTPDOCKER',
  title: "Python's docker-compose does not fit its libraries",
  severity: 'error',
  cause: 'A docker-compose that was installed with pip calls Docker through a Python library that newer versions of requests (2.32) or urllib3 (2) break.',
  remedy: 'Uninstall it ("pip uninstall docker-compose") and use the plugin "docker compose". Else install older libraries: "pip install \'requests<2.32\' \'urllib3<2\'".',
  where: ['compose'],
  signs: [
    { line: ['http+docker', ['not supported', 'unsupported', 'unknown', 'no connection adapters', 'invalid']] },
    { line: ['error while fetching server api version', ['url scheme', 'unexpected keyword argument', 'urlschemeunknown']] },
    { line: ['unexpected keyword argument', ['kwargs_from_env()', 'httpconnection.request()', 'argument ssl_version', 'argument chunked']] },
    { line: [['docker-compose', 'docker/api', 'docker.errors', 'docker/transport', 'compose/cli', 'urllib3', 'requests'], ['urlschemeunknown', 'unexpected keyword argument', 'cannot import name', 'invalidschema', 'has no attribute']], in: ['compose'], guess: true },
    { line: ['no module named', ['distutils', 'compose', 'docker', 'six', 'urllib3']], without: ['clearml'], in: ['compose'] },
  ],
  source: ['https://github.com/docker/docker-py/issues/3256', 'https://github.com/psf/requests/issues/6707'],
};
