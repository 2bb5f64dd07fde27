import type { FailureRule } from '@/lib/engine/diagnosis-rule';
import { apiserverDown } from '../apiserver-down';

export const envoy503: FailureRule = {
  id: 'ENVOY-503',
  title: 'Envoy finds no service behind it',
  severity: 'error',
  cause: 'The service to which envoy should pass the request (API server, web server or file server) does not run or is too slow.',
  remedy: 'Look at the service whose path failed: "/api" is apiserver, "/files" fileserver, all else webserver.',
  where: ['envoy', 'http'],
  signs: [
    { line: [['no healthy upstream', 'no_healthy_upstream', 'no healthy host', 'upstream connect error', 'upstream request timeout', 'upstream_reset_before_response_started', 'disconnect/reset before headers']] },
    { line: [['503', '504'], /http\/[\d.]{1,3} 50[34] (?:uf|uh|uo|nr|lr|ut|uc)\b/] },
    { line: ['response_flags', /response_flags ?[:=] ?(?:uf|uh|uo|ut)\b/] },
    { line: [['cluster_not_found', 'upstream_connection_failure', 'remote_connection_failure', 'connection_failure', 'delayed_connect_error', 'upstream_response_timeout', 'upstream_per_try_timeout', 'immediate_connect_error', 'remote connection failure', 'delayed connect error', 'upstream_reset_after_response_started', 'unknown cluster', 'no cluster match']] },
    { line: [['dns resolution failure', 'dns resolution failed', 'failed to resolve', 'health check', 'failed_active_hc', 'add_failure', 'eject'], ['failed', 'failure', 'unhealthy', 'timeout', 'add_failure', 'eject']], without: ['successful'], in: ['envoy'] },
    { line: [['503', '504'], /\b50[34] (?:-|uf|uh|uo|nr|nc|lr|ut|uc|urx|df)\b/], in: ['envoy'] },
    { line: [['503', '504'], /(?:response_code|status|responsecode|code)\W{1,3}50[34]\b/], in: ['envoy'] },
  ],
  guess: true,
  insteadOf: ['WEB-502'],
  follows: [...apiserverDown, 'WEB-502', 'WEB-JSONENV'],
  source: ['general knowledge'],
};
