import type { ReadyProxy } from '@/lib/contract/proxy';
import type { ProxySource } from './source';

/** Traefik's two files (doc.traefik.io, file provider), for 2.11 and 3: the one it starts with, and one that it reads while it runs. */
export function traefik({ routes, isPrivate }: ProxySource): ReadyProxy {
  const starting = [
    '# Traefik before ClearML: what it starts with.',
    'entryPoints:',
    '  web:',
    '    address: ":80"',
    '    http:',
    '      redirections:',
    '        entryPoint:',
    '          to: websecure',
    '          scheme: https',
    '  websecure:',
    '    address: ":443"',
    '    transport:',
    '      respondingTimeouts:',
    '        # An upload of a model may take longer than the 60 seconds of its own.',
    '        readTimeout: 0s',
    'providers:',
    '  file:',
    '    directory: /etc/traefik/dynamic',
    ...(isPrivate ? [] : ['certificatesResolvers:', '  clearml:', '    acme:', '      storage: /etc/traefik/acme.json', '      httpChallenge:', '        entryPoint: web']),
    '',
  ].join('\n');
  const running = [
    '# ClearML behind Traefik: three names, each to its port.',
    'http:',
    '  routers:',
    ...routes.flatMap(({ id, name }) => [
      `    clearml-${id}:`,
      `      rule: "Host(\`${name}\`)"`,
      '      entryPoints: [websecure]',
      `      service: clearml-${id}`,
      '      middlewares: [clearml-headers]',
      ...(isPrivate ? ['      tls: {}'] : ['      tls:', '        certResolver: clearml']),
    ]),
    '  services:',
    ...routes.flatMap(({ id, to }) => [`    clearml-${id}:`, '      loadBalancer:', '        servers:', `          - url: "http://${to}"`]),
    '  middlewares:',
    '    clearml-headers:',
    '      headers:',
    '        stsSeconds: 31536000',
    ...(isPrivate ? ['tls:', '  certificates:', '    - certFile: /etc/ssl/clearml/fullchain.pem', '      keyFile: /etc/ssl/clearml/privkey.pem'] : []),
    '',
  ].join('\n');
  return {
    id: 'traefik',
    title: 'Traefik',
    note: isPrivate ? 'Put the certificate, with those between it and its authority, into /etc/ssl/clearml/fullchain.pem, and its key into /etc/ssl/clearml/privkey.pem.' : 'Traefik fetches and renews the certificates itself: port 80 must be reached from the internet for that. In a container, mount /etc/traefik, and forward to the address of the machine instead of 127.0.0.1.',
    files: [{ path: '/etc/traefik/traefik.yml', text: starting }, { path: '/etc/traefik/dynamic/clearml.yml', text: running }],
    commands: ['systemctl restart traefik'],
  };
}
