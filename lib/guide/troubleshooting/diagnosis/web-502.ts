import type { FailureRule } from '@/lib/engine/diagnosis-rule';
import { apiserverDown } from '../apiserver-down';

export const web502: FailureRule = {
  id: 'WEB-502',
  title: 'The web server does not reach the API server',
  severity: 'error',
  cause: 'The API server does not run or restarts again and again, or it started after the web server, which still knows another address or none.',
  remedy: "Look at the API server's log and mend what stands there; then restart webserver (and envoy).",
  where: ['webserver', 'http'],
  signs: [
    { line: [['bad gateway', 'host not found in upstream', 'no live upstreams', 'upstream prematurely closed', 'upstream timed out', 'upstream server temporarily disabled', 'no resolver defined']] },
    { line: [['connect() failed', 'connect() to'], 'upstream'] },
    { line: ['recv() failed', 'reading response header from upstream'] },
    { line: ['could not be resolved', ['apiserver', 'fileserver', 'upstream', 'nginx']] },
    { line: ['502', /http\/[\d.]{1,3} 502\b/] },
    { line: ['502', /(?:error|status|code|http)\W{1,3}502\b/] },
    { line: [['while connecting to upstream', 'while reading response header from upstream', 'handshaking to upstream', 'while reading upstream', 'upstream sent', 'gateway time-out', 'gateway timeout'], ['failed', 'error', 'refused', 'unreachable', 'timed out', 'reset', 'closed', 'no route', 'time-out', 'timeout', 'invalid']], without: ['docker.io', 'registry'] },
    { line: [['502', '504'], /(?:get|post|put|delete|head|options) \S{1,500} http\/[\d.]{1,3} 50[24] /], in: ['webserver', 'http'] },
  ],
  follows: [...apiserverDown, 'PORT-BUSY'],
  source: ['https://github.com/clearml/clearml-server/issues/72'],
};
