import type { ServerFile } from '@/lib/facts/file';
import { install, script, type Command } from '@/lib/shell/command';
import { aptProxyFile, aptProxyText } from '../apt-proxy';
import type { Inputs } from '../inputs';

/** Adds Docker's apt repository, and before it apt's proxy. `proxy`: what apt is told of one now. */
export function dockerRepository({ aptProxy, aptRepository, aptKeyFingerprint }: Inputs['settings'], proxy: ServerFile | undefined): readonly Command[] {
  const text = aptProxyText(aptProxy);
  return [
    ...(text === '' || proxy?.content === text ? [] : [install(aptProxyFile, text, { why: 'apt goes through the proxy of the settings' })]),
    script('guide/installation/docker-repository.sh', [aptRepository, aptKeyFingerprint], { stdin: aptProxy, effect: 'downloads', why: "Adds Docker's apt repository, after comparing its key with the fingerprint" }),
  ];
}
