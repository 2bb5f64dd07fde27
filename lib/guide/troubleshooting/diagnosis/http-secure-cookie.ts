import type { FailureRule } from '@/lib/engine/diagnosis-rule';

/** Over TLS such a cookie is right: only beside a plain address it is the cause. */
export const httpSecureCookie: FailureRule = {
  id: 'HTTP-SECURE-COOKIE',
  title: 'The cookie of the login is for TLS only, and the page is opened without',
  severity: 'warn',
  cause: 'From 3.29 on the cookie is marked "Secure". A browser drops it on a page that is opened with http://, and the login begins anew for ever.',
  remedy: 'Serve ClearML over TLS, or set CLEARML__apiserver__auth__cookies__secure=false for the API server and recreate it.',
  where: ['http'],
  signs: [
    { all: [{ line: ['set-cookie', /; ?secure(?: ?;| |$)/, ['allegro', 'clearml', 'token']] }, { line: [['http://', 'host:', 'port 80'], [/\bhttp:\/\/[\w.-]/, /\bhost: [\w.-]{1,200}:80(?:80|08)?\b/, /\bport 80(?:80|08)?\b/]] }] },
    { line: ['set-cookie', /; ?secure(?: ?;| |$)/, ['allegro', 'clearml', 'token', 'session']], guess: true },
    { line: [['cookie'], ['secure'], ['was not received over a secure connection', 'non-https cookie', 'not sent over http', 'insecure connection', 'over an insecure', 'blocked because it had', 'not secure', 'set over http', 'has been rejected']] },
  ],
  needs: "The API server's answer to a login, with its headers, and the address by which people open the page.",
  source: ['https://clear.ml/docs/latest/docs/deploying_clearml/enterprise_deploy/on_prem_ubuntu'],
};
