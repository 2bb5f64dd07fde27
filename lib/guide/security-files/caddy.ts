import type { ReadyProxy } from '@/lib/contract/proxy';
import type { ProxySource } from './source';

/** A Caddyfile (caddyserver.com, Caddyfile concepts): websockets, forwarded headers and the redirect from port 80 are its own ways. */
export function caddy({ routes, isPrivate }: ProxySource): ReadyProxy {
  const text = [
    '# ClearML behind Caddy: three names, each to its port.',
    ...routes.flatMap(({ name, to }) => [
      '',
      `${name} {`,
      ...(isPrivate ? ['\ttls /etc/ssl/clearml/fullchain.pem /etc/ssl/clearml/privkey.pem'] : []),
      '\theader Strict-Transport-Security "max-age=31536000"',
      `\treverse_proxy ${to} {`,
      '\t\t# No limit of size or time: models are large, and the web page listens for long.',
      '\t\tflush_interval -1',
      '\t\ttransport http {',
      '\t\t\tdial_timeout 10s',
      '\t\t}',
      '\t}',
      '}',
    ]),
    '',
  ].join('\n');
  return {
    id: 'caddy',
    title: 'Caddy',
    note: isPrivate ? 'Put the certificate, with those between it and its authority, into /etc/ssl/clearml/fullchain.pem, and its key into /etc/ssl/clearml/privkey.pem; the user caddy must be able to read both.' : 'Caddy fetches and renews the certificates itself: ports 80 and 443 must be reached from the internet for that.',
    files: [{ path: '/etc/caddy/Caddyfile', text }],
    commands: ['caddy validate --config /etc/caddy/Caddyfile', 'systemctl reload caddy'],
  };
}
