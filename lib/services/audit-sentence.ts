import type { AuditEntry } from '@/lib/contract/record';
import type { AuditWords } from '@/lib/contract/verbs';

interface Particulars {
  readonly serverName: string | null;
  /** Address of somebody who is not signed in. */
  readonly from: string | null;
  readonly note: string | undefined;
}

/** What the note of the act is the name of: it takes its place, so that acts on different things don't read alike. */
const object = /\b(?:a file|the earlier file|a secret|a run)\b/;

/** What stands behind the actor's name in the audit, true of each outcome: "tried to add the server alpha and was refused". */
export function auditSentence(general: AuditWords, outcome: AuditEntry['outcome'], { serverName, from, note: said }: Particulars): string {
  const isName = said !== undefined && object.test(general.done);
  const withName = (begins: string) => (isName ? begins.replace(object, () => said) : begins);
  const words = { done: withName(general.done), tried: withName(general.tried) };
  const note = isName ? undefined : said;
  const named = (begins: string) => [serverName === null ? begins.replace(/ (?:of|on|for|to)$/, '') : `${begins} ${serverName}`, from === null ? '' : ` from ${from}`].join('');
  if (outcome === 'ok') return note ? `${named(words.done)}: ${note}` : named(words.done);
  const tried = `tried to ${named(words.tried)}${note ? ` (${note})` : ''}`;
  return outcome === 'refused' ? `${tried} and was refused` : `${tried}, which failed`;
}
