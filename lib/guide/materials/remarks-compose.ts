import { slotFile, type Remark, type Slot } from '@/lib/contract/materials';
import type { ComposeFile } from './compose-file';
import { child, textOf, type YamlProblem } from './yaml-tree';
import { harmless, printable } from './remarks-constants';

type ComposeSlot = Exclude<Slot, 'constants'>;

/** Remarks on one compose file by itself. */
export function composeRemarks(slot: ComposeSlot, file: ComposeFile): Remark[] {
  const remarks: Remark[] = [];
  const name = slotFile[slot];
  const add = (severity: Remark['severity'], rule: string, line: number | null, message: string, remedy: string | null = null) => remarks.push({ severity, rule, slot, line, message, remedy });

  remarks.push(...file.problems.slice(0, 50).map((problem) => yamlRemark(slot, problem)));
  if (!file.tree) return remarks;
  if (file.tree.kind !== 'map') {
    add('error', 'not-compose', 1, `${name} is not a compose file: it holds no keys.`, `Choose the ${name} that ClearML provided.`);
    return remarks;
  }
  const services = child(file.tree, 'services');
  if (!services) {
    const stray = file.topKeys.filter((key) => ['image', 'environment', 'volumes', 'ports', 'command', 'container_name', 'depends_on'].some((inner) => child(file.tree, key, inner)));
    if (stray.length > 0) add('error', 'services-missing', child(file.tree, stray[0] ?? '')?.line ?? 1, `${name} has no "services:" key; ${stray.slice(0, 3).map((key) => `"${printable(key)}"`).join(', ')} must stand below it. (The guide's own example leaves it out.)`, 'Write "services:" as the first line and indent the rest by two blanks.');
    else if (slot === 'compose') add('error', 'services-missing', null, `${name} has no "services:" key.`, `Choose the ${name} that ClearML provided.`);
  } else if (services.kind !== 'map' && !(services.kind === 'scalar' && services.isNull && slot === 'override')) {
    add('error', 'services-shape', services.line, `"services:" in ${name} holds no services.`, `Choose the ${name} that ClearML provided.`);
  }
  for (const { name: service, line } of file.misshapen.slice(0, 20)) add('error', 'service-shape', line, `The service "${printable(service)}" has no settings below it.`, 'Mend its indentation.');
  for (const service of [...file.services.keys()].filter((key) => !/^[a-zA-Z0-9._-]+$/.test(key)).slice(0, 20)) {
    add('error', 'service-name', file.services.get(service)?.line ?? null, `"${printable(service)}" can't be the name of a service; Docker Compose allows letters, digits, ".", "_" and "-".`, 'Rename it.');
  }
  for (const line of file.invalidTemplates.slice(0, 20)) add('error', 'template-invalid', line, `Line ${line} of ${name} holds "\${" that Docker Compose can't read.`, 'Close the brace, or write "$$" for a dollar sign.');
  const version = child(file.tree, 'version');
  const number = Number(textOf(version));
  if (version) {
    const refuses = number > 3.7 ? ' The old docker-compose 1.24.1 refuses it.' : '';
    add('info', 'version', version.line, `${name} says version "${printable(textOf(version) ?? '')}". Docker Compose v2, which the console installs, ignores the line with a warning.${refuses}`);
  }
  for (const service of file.services.values()) {
    if (service.otherFiles.length > 0) {
      const others = service.otherFiles.filter((other) => !/(?:^|\/)(?:constants\.env|docker-compose(?:\.override)?\.yml)$/.test(other));
      if (others.length > 0) add('warning', 'other-file', service.line, `The service "${printable(service.name)}" reads ${others.slice(0, 3).map(printable).join(', ')}, which is not among the three files.`, 'See that it lies on the server before the run.');
    }
  }
  if (child(file.tree, 'include')) add('warning', 'other-file', child(file.tree, 'include')?.line ?? null, `${name} includes other files, which the console does not see.`, 'See that they lie on the server before the run.');
  return remarks;
}

/** A mistake in the YAML, in a sentence that says of which file. */
function yamlRemark(slot: ComposeSlot, { rule, line, message, remedy, detail }: YamlProblem): Remark {
  const severity = rule === 'yaml-documents' ? 'warning' : 'error';
  const again = line === null ? `Ask ClearML for the ${slotFile[slot]} again.` : 'Mend this line, or ask ClearML for the file again.';
  return {
    severity, rule, slot, line,
    message: harmless(message.startsWith('It ') ? `${slotFile[slot]}${message.slice(2)}` : message),
    remedy: severity === 'error' ? (remedy ?? again) : null,
    ...(detail ? { detail: printable(detail) } : {}),
  };
}
