import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const webIpv6: FailureRule = {
  id: 'WEB-IPV6',
  title: 'The web server wants IPv6, which the server does not have',
  severity: 'error',
  cause: 'nginx is told to listen on an IPv6 address, and IPv6 is switched off in the kernel.',
  remedy: 'Set DISABLE_NGINX_IPV6=true in the environment of webserver, and recreate it.',
  where: ['webserver'],
  signs: [
    { line: ['address family not supported', ['[::]', 'nginx', '[emerg]', 'socket()']] },
    { line: ['[::]', ['socket()', 'bind()'], ['(97:', '(99:']] },
    { line: [['[::]', 'ipv6', 'af_inet6', 'inet6'], ['failed', 'emerg', 'eafnosupport', 'not supported', 'unsupported', 'cannot assign', 'disabled'], ['socket', 'bind', 'listen', 'emerg']], without: ['10-listen-on-ipv6', 'address already in use', 'info:'], in: ['webserver'] },
  ],
  source: ['https://github.com/clearml/clearml-server/pull/165'],
};
