import { slot as slots, slotFile, type LayoutId, type Materials, type Remark, type Slot } from '@/lib/contract/materials';
import { count } from '@/lib/core/units';
import { readCompose, type ComposeFile } from './compose-file';
import { mergeCompose } from './compose-merge';
import { parseEnv } from './env-file';
import { detectLayout } from './layout-detection';
import type { MaterialFiles } from './material-file';
import { missingRemarks, missingVariables, usersOf } from './missing-variables';
import { composeRemarks } from './remarks-compose';
import { constantsRemarks } from './remarks-constants';
import { sameFile, textRemarks, wrongSlot } from './remarks-text';
import { togetherRemarks } from './remarks-together';
import { variableTable } from './variables';

const maxVariables = 5000;
const maxServices = 20_000;
const ranks = { error: 0, warning: 1, info: 2 } as const;

/** What is told from the files alone. */
export type Analysis = Omit<Materials, 'earlier'>;

/** What the console sees in the supplied files. Never throws: what can't be read is a remark. */
export function analyseMaterials(files: MaterialFiles, layoutOverride: LayoutId | null): Analysis {
  const remarks: Remark[] = [];
  const usable = (slot: Slot): string | null => {
    const text = files[slot]?.text;
    if (text === undefined) return null;
    remarks.push(...textRemarks(slot, text));
    const wrong = wrongSlot(slot, text);
    if (wrong) remarks.push(wrong);
    return wrong ? null : text;
  };
  const [composeText, overrideText, constantsText] = [usable('compose'), usable('override'), usable('constants')];
  const constants = parseEnv(constantsText ?? '');
  const read = (slot: 'compose' | 'override', text: string | null): ComposeFile | null => {
    if (text === null) return null;
    const file = readCompose(text, (name) => constants.values.get(name));
    remarks.push(...composeRemarks(slot, file));
    return file;
  };
  const compose = read('compose', composeText);
  const override = read('override', overrideText);
  const services = mergeCompose(compose, override).slice(0, maxServices);
  const uses = [...(compose?.uses ?? []), ...(override?.uses ?? [])];
  const missing = constantsText === null ? [] : missingVariables(uses, constants.values);
  const variables = variableTable(constants, usersOf(uses));
  const detected = detectLayout(compose, services, constants.values);

  remarks.push(...sameFile(files), ...togetherRemarks(compose, override, services));
  if (constantsText !== null) remarks.push(...constantsRemarks(constants), ...missingRemarks(missing, constants.values));
  if (variables.length > maxVariables) remarks.push({ severity: 'error', rule: 'too-many-variables', slot: 'constants', line: null, message: `constants.env holds ${count(variables.length, 'variable')}; the console shows ${maxVariables}.`, remedy: 'See that it is the file that ClearML provided.' });
  remarks.sort((one, other) => ranks[one.severity] - ranks[other.severity]);

  const layout = layoutOverride ?? detected.layout;
  const view = {
    files: slots.options.flatMap((slot) => {
      const file = files[slot];
      return file ? [{ slot, fileName: file.fileName, bytes: file.bytes, sha256: file.sha256, savedAt: file.savedAt }] : [];
    }),
    detectedLayout: detected.layout,
    layoutReason: detected.reason,
    layoutOverride,
    services: services.map(({ name, image, containerName, ports, mounts }) => ({ name, image, containerName, ports: ports.map((port) => port.text), mounts: [...mounts] })),
    variables: variables.slice(0, maxVariables),
    missing,
    remarks,
  };
  const errors = remarks.filter((remark) => remark.severity === 'error').length;
  const absent = (['compose', 'constants'] as const).filter((slot) => !files[slot]);
  return { ...view, complete: absent.length === 0 && errors === 0 && layout !== null, sentence: sentenceOf(view, absent, errors, layout) };
}

function sentenceOf(view: Pick<Materials, 'files' | 'services' | 'remarks'>, absent: readonly Slot[], errors: number, layout: LayoutId | null): string {
  if (view.files.length === 0) return 'Nothing was supplied yet.';
  if (errors > 0) return `${count(errors, 'error')} in the files must be mended.`;
  if (absent.length > 0) return `${absent.map((slot) => slotFile[slot]).join(' and ')} ${absent.length === 1 ? 'is' : 'are'} still missing.`;
  if (layout === null) return 'The files are there; choose the layout they belong to.';
  const warnings = view.remarks.filter((remark) => remark.severity === 'warning').length;
  return `${count(view.files.length, 'file')} with ${count(view.services.length, 'service')}${warnings > 0 ? `; ${count(warnings, 'warning')} to read` : ''}.`;
}

export { applyVariableEdits, secretValue } from './variable-edits';
