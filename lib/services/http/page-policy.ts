import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Policy } from '@/lib/contract/verbs';

/** Pages for strangers. Every other path is for an admin: deny by default. */
const anonymousPages = ['/sign-in', '/setup'];

/** Decides by path who may see it. `publicDirectory` is read once: its files are the mark, the icons. */
export function createPagePolicy(publicDirectory: string, development: boolean): (pathname: string) => Policy | 'nobody' {
  const files = new Set(readdirSync(publicDirectory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => `/${path.relative(publicDirectory, path.join(entry.parentPath, entry.name))}`));
  return (pathname) => {
    if (pathname.startsWith('/api/v1/')) return 'anonymous'; // each verb has its own policy behind this
    if (pathname === '/api' || pathname.startsWith('/api/')) return 'nobody';
    if (pathname === '/_next/image') return 'nobody'; // no image proxy (security case T-SSRF-2)
    if (pathname.startsWith('/_next/static/')) return 'anonymous';
    if (development && /^\/(_next|__nextjs)/.test(pathname)) return 'anonymous';
    if (anonymousPages.includes(pathname.replace(/\.rsc$/, '')) || files.has(pathname) || /^\/(icon|apple-icon|favicon)[\w.-]*$/.test(pathname)) return 'anonymous';
    return 'admin';
  };
}
