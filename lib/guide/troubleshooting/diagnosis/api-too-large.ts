import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const apiTooLarge: FailureRule = {
  id: 'API-TOO-LARGE',
  title: 'A proxy refuses large requests',
  severity: 'error',
  cause: 'A proxy before ClearML takes bodies up to its own limit only; nginx takes 1 MB unless told otherwise.',
  remedy: 'Set "client_max_body_size 0;" in nginx, or the limit of your load balancer, for the names of the API server and the file server.',
  where: ['webserver', 'sdk', 'http', 'agent'],
  signs: [
    { line: [['request entity too large', 'payload too large', 'content too large', 'requestentitytoolarge', 'payload_too_large']] },
    { line: ['client intended to send too large body'] },
    { line: ['413', /http\/[\d.]{1,3} 413\b/] },
    { line: ['413', /(?:error|status|code|http)\W{1,3}413\b/] },
    { line: [['entity too large', 'too large chunked body', 'body too large', 'body is too large', 'request too large', 'request body exceed', 'maximum request body', 'max body size', 'content length too large', 'body size limit', 'payload exceeds', 'body larger than maximum']] },
    { line: ['413', /(?:post|put|patch) \S{1,300}(?: http\/[\d.]{1,3})? 413 /] },
    { line: ['413', /(?:httperror|responseerror|reply|returned|response|got|answered)\W{0,3}(?:with |http |code |status )?413\b/] },
  ],
  source: ['https://clear.ml/docs/latest/docs/faq'],
};
