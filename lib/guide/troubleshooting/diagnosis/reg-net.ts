import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const regNet: FailureRule = {
  id: 'REG-NET',
  title: "The registry can't be reached",
  severity: 'error',
  cause: 'Docker finds no way to the registry: the name is not resolved, a firewall or a missing proxy stands between, or a proxy that opens TLS has a certificate that the server does not trust.',
  remedy: 'Check the name with "resolvectl query registry-1.docker.io", and the way with "curl -v https://registry-1.docker.io/v2/". Give Docker its proxy in a drop-in of docker.service and the authority of your company in /usr/local/share/ca-certificates, or bring the images with "docker load".',
  where: ['compose', 'docker'],
  signs: [
    {
      line: [
        ['docker.io', 'docker.com', 'registry', 'quay.io', 'ghcr.io', 'docker.elastic.co'],
        ['no such host', 'i/o timeout', 'connection refused', 'tls handshake timeout', 'x509', 'server misbehaving', 'network is unreachable', 'no route to host', 'connection reset', 'context deadline exceeded', 'client.timeout', 'temporary failure in name resolution', 'proxyconnect', 'connection timed out', 'request canceled while waiting', 'failed to verify certificate', 'could not resolve', 'temporary failure resolving', 'remote error: tls', '503 service unavailable', 'name or service not known', /\/v2\/: eof/],
      ],
    },
    { line: [['docker.io', 'docker.com', 'registry', 'quay.io', 'ghcr.io', 'docker.elastic.co', 'cloudflarestorage', '/v2/', 'download.docker', 'gcr.io', '.ecr.'], ['unexpected eof', 'eof', 'timeout', 'timed out', 'unreachable', 'connection closed', 'connection aborted', 'proxy error', 'proxy authentication', 'status 407', 'error 407', '502 bad gateway', '504 gateway', 'dns', 'resolve', 'econnrefused', 'econnreset', 'enotfound', 'eai_again', 'broken pipe', 'tls:', 'ssl', 'http response to https', 'dial tcp', 'connection error', 'no response']], without: ['401', '403', 'unauthorized', 'denied', 'toomanyrequests', 'rate limit', 'not found', 'redis', 'resolve reference', 'resolve image'], in: ['compose', 'docker'] },
  ],
  guess: true,
  insteadOf: ['AG-TLS'],
  source: ['general knowledge'],
};
