import type { IncomingHttpHeaders } from 'node:http';

/** Scripts and style elements run by nonce only. Style attributes are allowed: a page's server-rendered `style` needs it. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`, // React's dev build evaluates
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export function securityHeaders(policy: string, secure: boolean): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

const believed = /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip|x-middleware.*|x-groundcrew-.*|content-security-policy(-report-only)?|x-nonce|x-invoke-.*|x-matched-path|x-now-route-matches)$/;

/** Removes what a client may send to be believed to be someone or somewhere else, or to steer Next from outside. */
export function dropBelievedHeaders(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers)) if (believed.test(name)) delete headers[name];
}
