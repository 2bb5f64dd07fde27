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
  ],
  guess: true,
  insteadOf: ['WEB-502'],
  follows: [...apiserverDown, 'WEB-502', 'WEB-JSONENV'],
  source: ['general knowledge'],
};
