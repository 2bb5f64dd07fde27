import type { AuditEntry } from '@/lib/contract/record';
import type { AuditWords } from '@/lib/contract/verbs';

interface Particulars {
  readonly serverName: string | null;
  /** Address of somebody who is not signed in. */
  readonly from: string | null;
  readonly note: string | undefined;
}

/** What stands behind the actor's name in the audit, true of each outcome: "tried to add the server alpha and was refused". */
export function auditSentence(words: AuditWords, outcome: AuditEntry['outcome'], { serverName, from, note }: Particulars): string {
  const named = (begins: string) => [serverName === null ? begins.replace(/ (?:of|on|for|to)$/, '') : `${begins} ${serverName}`, from === null ? '' : ` from ${from}`].join('');
  if (outcome === 'ok') return note ? `${named(words.done)}: ${note}` : named(words.done);
  const tried = `tried to ${named(words.tried)}${note ? ` (${note})` : ''}`;
  return outcome === 'refused' ? `${tried} and was refused` : `${tried}, which failed`;
}
