import { expect, it } from 'vitest';
import { verbs } from '@/lib/contract/verbs';
import { auditSentence } from '@/lib/services/audit-sentence';

const none = { serverName: null, from: null, note: undefined };

it('words what was done, refused and failed so that each is true', () => {
  const trust = verbs['server.trust'].audit!;
  const alpha = { serverName: 'alpha', from: null, note: 'ssh-rsa SHA256:x' };
  expect(auditSentence(trust, 'ok', alpha)).toBe('trusted the host key of alpha: ssh-rsa SHA256:x');
  expect(auditSentence(trust, 'refused', alpha)).toBe('tried to trust the host key of alpha (ssh-rsa SHA256:x) and was refused');
  expect(auditSentence(trust, 'failed', alpha)).toBe('tried to trust the host key of alpha (ssh-rsa SHA256:x), which failed');
  expect(auditSentence(verbs['session.sign-in'].audit!, 'refused', { ...none, from: '127.0.0.1' })).toBe('tried to sign in from 127.0.0.1 and was refused');
  expect(auditSentence(verbs['run.cancel'].audit!, 'refused', none)).toBe('tried to cancel a run and was refused');
});

it('names the thing that was acted on in its place', () => {
  const beta = (note: string) => ({ serverName: 'beta', from: null, note });
  expect(auditSentence(verbs['materials.put'].audit!, 'ok', beta('constants.env'))).toBe('stored constants.env for beta');
  expect(auditSentence(verbs['materials.put'].audit!, 'refused', beta('docker-compose.yml'))).toBe('tried to store docker-compose.yml for beta and was refused');
  expect(auditSentence(verbs['materials.reveal'].audit!, 'ok', beta('A_$&_KEY'))).toBe('revealed A_$&_KEY of beta');
  expect(auditSentence(verbs['run.cancel'].audit!, 'ok', beta('"Install ClearML"'))).toBe('cancelled "Install ClearML" on beta');
  expect(auditSentence(verbs['run.skip'].audit!, 'ok', beta('test/one, because: a trial'))).toBe('skipped a step on beta: test/one, because: a trial');
});

it('says of nothing that was not done that it was', () => {
  for (const { audit } of Object.values(verbs)) {
    if (audit === null) continue;
    expect(audit.tried).not.toBe(audit.done);
    expect(auditSentence(audit, 'refused', none)).not.toContain(audit.done);
    expect(auditSentence(audit, 'failed', none)).not.toContain(audit.done);
  }
});
