import type { ServerFile } from '@/lib/facts/file';
import { install, script, sudo, type Command } from '@/lib/shell/command';
import { addressPassword, withAddress } from './address-password';
import { aptProxyFile, aptProxyText } from './apt-proxy';
import type { Inputs } from './inputs';

/** Adds Docker's apt repository, and before it apt's proxy. `proxy`: what apt is told of one now. */
export function dockerRepository({ aptProxy, aptRepository, aptKeyFingerprint }: Inputs['settings'], proxy: ServerFile | undefined): readonly Command[] {
  const text = aptProxyText(aptProxy);
  const isSecretProxy = addressPassword(aptProxy) !== '';
  // apt of a user who may not read it says so and goes on; installing is root's.
  const mode = isSecretProxy ? 0o600 : 0o644;
  return [
    ...(text === '' && proxy !== undefined ? [sudo(['rm', '-f', '--', aptProxyFile], { why: 'The settings name no proxy for apt any more' })] : []),
    ...(text === '' || (proxy?.content === text && proxy.mode === mode) ? [] : [install(aptProxyFile, withAddress(text, aptProxy), { mode, why: 'apt goes through the proxy of the settings' })]),
    script('guide/installation/docker-repository.sh', [aptRepository, aptKeyFingerprint], { stdin: withAddress(aptProxy, aptProxy), effect: 'downloads', why: `Adds Docker's apt repository, after comparing its key with the fingerprint${isSecretProxy ? "; its input is the proxy's address" : ''}` }),
  ];
}
