import type { ReadyProxy } from '@/lib/contract/proxy';
import type { ProxySource } from './source';

/** A site of nginx (nginx.org, ngx_http_proxy_module): as of 1.18, which Ubuntu 20.04 has. */
export function nginx({ routes, isPrivate }: ProxySource): ReadyProxy {
  const names = routes.map(({ name }) => name);
  const directory = isPrivate ? '/etc/ssl/clearml' : `/etc/letsencrypt/live/${names[1] ?? ''}`;
  const text = [
    '# ClearML behind nginx: three names, each to its port.',
    'map $http_upgrade $clearml_connection {',
    '    default upgrade;',
    "    ''      close;",
    '}',
    '',
    'server {',
    '    listen 80;',
    `    server_name ${names.join(' ')};`,
    '    location /.well-known/acme-challenge/ {',
    '        root /var/www/html;',
    '    }',
    '    location / {',
    '        return 308 https://$host$request_uri;',
    '    }',
    '}',
    ...routes.flatMap((route) => ['', ...site(route, directory)]),
    '',
  ].join('\n');
  return {
    id: 'nginx',
    title: 'nginx',
    note: isPrivate ? `Put the certificate, with those between it and its authority, into ${directory}/fullchain.pem, and its key into ${directory}/privkey.pem.` : 'One certificate for the three names comes from certbot. With certificates of your own, change the two paths in each server.',
    files: [{ path: '/etc/nginx/conf.d/clearml.conf', text }],
    commands: [...(isPrivate ? [] : [`certbot certonly --standalone --cert-name ${names[1] ?? ''} ${[names[1], names[0], names[2]].map((name) => `-d ${name ?? ''}`).join(' ')}`]), 'nginx -t', 'systemctl reload nginx'],
  };
}

function site({ id, name, to }: ProxySource['routes'][number], directory: string): string[] {
  return [
    'server {',
    '    listen 443 ssl http2;',
    `    server_name ${name};`,
    `    ssl_certificate     ${directory}/fullchain.pem;`,
    `    ssl_certificate_key ${directory}/privkey.pem;`,
    '    ssl_protocols TLSv1.2 TLSv1.3;',
    '    add_header Strict-Transport-Security "max-age=31536000" always;',
    '    # Models and batches of events may be of any size.',
    '    client_max_body_size 0;',
    '    location / {',
    `        proxy_pass http://${to};`,
    '        proxy_http_version 1.1;',
    '        proxy_set_header Host $host;',
    '        proxy_set_header X-Real-IP $remote_addr;',
    '        proxy_set_header X-Forwarded-For $remote_addr;',
    '        proxy_set_header X-Forwarded-Proto https;',
    '        proxy_set_header Upgrade $http_upgrade;',
    '        proxy_set_header Connection $clearml_connection;',
    ...(id === 'files' ? ['        # An upload goes through as it comes, without a copy on this machine.', '        proxy_request_buffering off;', '        proxy_max_temp_file_size 0;'] : []),
    '        proxy_connect_timeout 10s;',
    '        proxy_read_timeout 3600s;',
    '        proxy_send_timeout 3600s;',
    '    }',
    '}',
  ];
}
