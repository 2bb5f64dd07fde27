import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const regManifest: FailureRule = {
  id: 'REG-MANIFEST',
  title: 'An image with this tag does not exist',
  severity: 'error',
  cause: 'A *_TAG in constants.env is wrong or empty, or the tag was removed from the registry.',
  remedy: 'Compare the *_TAG values in constants.env with the list that ClearML gave you.',
  where: ['compose', 'docker'],
  signs: [
    { line: [['manifest unknown', 'no such manifest']] },
    { line: ['manifest for', 'not found'] },
    { line: ['failed to resolve reference', 'not found'], without: ['dial tcp', 'lookup', 'denied'] },
    { line: [': not found', /[\w/]:[\w.-]{1,128}: not found/, ['image', 'docker.io', 'pull', 'reference', 'daemon', 'manifest']], without: ['dial tcp', 'lookup', 'denied', 'executable file', 'command not found'] },
    { line: ['not found in repository'] },
    { line: ['not found', /image [\w./-]{1,200}:[\w.-]{1,128} not found/] },
    { line: ['manifests/', [/\b404\b/, 'not found']], without: ['denied'] },
    { line: ['invalid reference format'], guess: true },
    { line: [['manifest_unknown', 'name_unknown', 'manifest not found', 'tag not found', 'tag does not exist', 'name unknown', 'repository name not known', 'repository not found', 'could not find image', 'image not found', 'image does not exist', 'artifact not found', 'was not found in the registry', 'tag was deleted', 'not known to registry']], without: ['denied'] },
    { line: [['tag', 'image', 'manifest', 'reference'], ['not found', 'does not exist', 'no longer available', 'was removed', 'not exist', 'was deleted'], ['docker.io', 'registry', 'pull', 'repository', 'allegroai', 'clearml']], without: ['denied', 'dial tcp', 'lookup', 'docker login', 'command not found', 'executable file', 'may require'], in: ['compose', 'docker'], guess: true },
    { line: ['no matching manifest'], guess: true },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/67', 'https://github.com/clearml/clearml-server/issues/236'],
};
