import { CopyButton } from '@/components/ui/copy-button';
import type { HostKey } from '@/lib/contract/server';

/** As `ssh-keygen -lf` prints it. */
export const fingerprintText = ({ sha256 }: HostKey): string => (sha256.startsWith('SHA256:') ? sha256 : `SHA256:${sha256}`);

/** "ssh-ed25519" → "ed25519": the word in the name of the key's file on the server. */
export const keyFileWord = (algorithm: string): string => algorithm.replace(/^(ssh-|ecdsa-sha2-|rsa-sha2-).*$/, (whole, head) => (head === 'ssh-' ? whole.slice(4) : head === 'rsa-sha2-' ? 'rsa' : 'ecdsa'));

/** Algorithm and SHA256 of a key, to be compared by eye: in groups of four, copied without the gaps. */
export function Fingerprint({ hostKey }: { hostKey: HostKey }) {
  const text = fingerprintText(hostKey);
  const groups = text.slice(7).match(/.{1,4}/g) ?? [];
  return (
    <div className="flex items-start gap-1">
      <div className="min-w-0 font-mono">
        <p className="text-sm text-ink-soft">{hostKey.algorithm}</p>
        <p aria-label={text} className="flex flex-wrap gap-x-1.5"><span className="text-ink-soft">SHA256:</span>{groups.map((group, index) => <span key={index} aria-hidden>{group}</span>)}</p>
      </div>
      <CopyButton text={text} label="Copy the fingerprint" />
    </div>
  );
}
