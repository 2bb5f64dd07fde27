import { count, minutes, utcMinute } from '@/lib/core/units';
import { outsideTls, type OutsideTls } from '@/lib/facts/outside-tls';
import { chapters } from '../chapters';
import { probe } from '../define';
import { listed, tlsNames, unused } from '../tls-names';

export const certificates = probe({
  id: 'security/certificates',
  guide: ['security/tls/1', 'security/tls/2', 'security/tls/3'],
  title: 'The certificates are valid',
  chapter: chapters.security,
  every: minutes(5),
  afterMinutes: 5,
  vital: true,
  explains: ['security/answers'],
  needs: (inputs) => ({ shown: outsideTls(tlsNames(inputs), inputs.settings.privateCa) }),
  actual: ({ shown }) => shown.map((each) => `${each.name}: ${each.error === undefined ? days(each) : 'no TLS'}`).join('; ') || 'no names',
  // Those that its message names.
  subjects: ({ shown }, { thresholds }) => {
    const named = [wrong(shown), ending(shown, thresholds.certificateFailDays), ending(shown, thresholds.certificateWarnDays)].find((each) => each.length > 0) ?? [];
    return named.map(({ name }) => `certificate of ${name}`);
  },
  wanted: ({ thresholds }) => `valid, for the right name, complete, and for more than ${count(thresholds.certificateWarnDays, 'day')}`,
  outcomes: [
    unused,
    { outcome: 'fail', when: ({ shown }) => wrong(shown).length > 0, message: ({ shown }) => wrong(shown).map(sentence).join(' '), remedy: ({ shown }) => [...new Set(wrong(shown).map(remedy))].join(' ') },
    { outcome: 'fail', when: (facts, inputs) => ending(facts.shown, inputs.thresholds.certificateFailDays).length > 0, message: ({ shown }, { thresholds }) => soon(shown, thresholds.certificateFailDays), remedy: 'Renew them now, and see why what renews them did not.' },
    { outcome: 'warn', when: (facts, inputs) => ending(facts.shown, inputs.thresholds.certificateWarnDays).length > 0, message: ({ shown }, { thresholds }) => soon(shown, thresholds.certificateWarnDays), remedy: 'Renew them, or see why what renews them did not: it usually does a month before the end.' },
    { outcome: 'pass', when: () => true, message: ({ shown }) => `The certificates are valid, for their names and complete. The first ends in ${count(Math.min(...shown.map(({ daysLeft }) => daysLeft)), 'day')}.` },
  ],
});

const wrong = (shown: readonly OutsideTls[]): OutsideTls[] => shown.filter(({ error, problem, daysLeft, isForName, isEarly }) => error !== undefined || problem !== null || daysLeft < 0 || isEarly || !isForName);
const ending = (shown: readonly OutsideTls[], within: number): OutsideTls[] => shown.filter(({ daysLeft }) => daysLeft <= within);
const days = ({ daysLeft }: OutsideTls): string => (daysLeft < 0 ? 'has ended' : `${count(daysLeft, 'day')} left`);

const soon = (shown: readonly OutsideTls[], within: number): string => `${listed(ending(shown, within).map((each) => `the certificate of ${each.name} ends in ${count(each.daysLeft, 'day')}`)).replace(/^t/, 'T')}.`;

function sentence({ name, error, problem, names, issuer, isForName, isAlone, isEarly, daysLeft, endsAt }: OutsideTls): string {
  if (error !== undefined) return error;
  if (daysLeft < 0) return `The certificate of ${name} ended at ${utcMinute(endsAt)}.`;
  if (isEarly) return `The certificate of ${name} is not valid yet.`;
  if (!isForName) return `The certificate of ${name} is for ${listed(names.slice(0, 5)) || 'no name'}.`;
  if (problem === 'DEPTH_ZERO_SELF_SIGNED_CERT') return `The certificate of ${name} is self-signed.`;
  if (isUntrusted(problem) && isAlone) return `${name} sends its certificate alone: what stands between it and its authority is missing.`;
  if (isUntrusted(problem)) return `The certificate of ${name} comes from ${issuer === '' ? 'an authority' : `${issuer}, an authority`} that is not known.`;
  return `The certificate of ${name} would be refused (${problem ?? 'unknown'}).`;
}

function remedy({ error, problem, isForName, isAlone, isEarly, daysLeft }: OutsideTls): string {
  if (error !== undefined) return 'Check the proxy that ends TLS, and that the name leads to it.';
  if (daysLeft < 0) return 'Renew the certificate, and see why what renews it did not.';
  if (isEarly) return 'Check the clock of the console, or wait until the certificate begins.';
  if (!isForName) return 'Use a certificate for the three names, or one for each.';
  if (problem === 'DEPTH_ZERO_SELF_SIGNED_CERT') return 'Use a certificate of an authority; agents and browsers refuse this one.';
  if (isUntrusted(problem) && isAlone) return 'Let the proxy send the whole chain, such as the file fullchain.pem.';
  if (isUntrusted(problem)) return 'If it is your own authority, add its certificate to the settings as the private CA; agents must trust it too.';
  return 'Look at the certificate, and renew it.';
}

const isUntrusted = (problem: string | null): boolean => ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_GET_ISSUER_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'].includes(problem ?? '');
