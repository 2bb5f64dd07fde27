import { slotFile, type Remark, type Slot } from '@/lib/contract/materials';
import type { MaterialFiles } from './material-file';

/** Remarks on a file as text, whatever it holds: byte order mark, line ends. Neither is changed: Docker reads both. */
export function textRemarks(slot: Slot, text: string): Remark[] {
  const remarks: Remark[] = [];
  if (text.startsWith('\uFEFF')) {
    remarks.push({ severity: 'info', rule: 'bom', slot, line: 1, message: `${slotFile[slot]} begins with a byte order mark. Docker Compose skips it, so it is kept.`, remedy: null });
  }
  const windows = text.indexOf('\r\n');
  if (windows !== -1) {
    const mixed = /(?:^|[^\r])\n/.test(text);
    const sourced = slot === 'constants' ? ' A shell that sources the file would take the carriage returns into the values.' : '';
    remarks.push({
      severity: slot === 'constants' ? 'warning' : 'info',
      rule: 'crlf',
      slot,
      line: text.slice(0, windows).split('\n').length,
      message: `${slotFile[slot]} has ${mixed ? 'some lines with Windows line ends' : 'Windows line ends'} (CRLF). Docker Compose reads them, so they are kept.${sourced}`,
      remedy: slot === 'constants' ? 'Save the file with Unix line ends (LF) if scripts of yours source it.' : null,
    });
  }
  return remarks;
}

type Kind = 'compose' | 'constants' | 'apiserver.conf' | 'web page' | 'private key' | 'certificate' | 'shell script';

const kindWords: Record<Kind, string> = {
  compose: 'a compose file',
  constants: 'a list of variables like constants.env',
  'apiserver.conf': 'an apiserver.conf',
  'web page': 'a web page',
  'private key': 'a private key',
  certificate: 'a certificate',
  'shell script': 'a shell script',
};

/** What a text looks like; null when it could be anything. */
function kindOf(text: string): Kind | null {
  const head = text.slice(0, 200_000).replace(/^\uFEFF/, '');
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(head)) return 'web page';
  if (/^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(head)) return 'private key';
  if (/^\s*-----BEGIN CERTIFICATE-----/.test(head)) return 'certificate';
  if (/^#!/.test(head)) return 'shell script';
  const lines = head.split('\n').map((line) => line.trimEnd()).filter((line) => line.trim() !== '' && !/^\s*#/.test(line)).slice(0, 400);
  if (/^(?:"?services"?)\s*:/m.test(head) || /^\s*\{\s*"services"\s*:/.test(head)) return 'compose';
  if (/^\s*auth[ \t]{0,9}[:=]?[ \t]{0,9}\{/.test(head) && head.includes('fixed_users')) return 'apiserver.conf';
  const assignments = lines.filter((line) => /^(?:export\s+)?[A-Za-z_][A-Za-z0-9_.]*=/.test(line)).length;
  if (lines.length > 0 && assignments / lines.length > 0.5) return 'constants';
  return null;
}

/** Says when a file lies in the wrong slot; the file's other remarks would then only confuse. */
export function wrongSlot(slot: Slot, text: string): Remark | null {
  const kind = kindOf(text);
  const fits = kind === null || (kind === 'compose' && slot !== 'constants') || (kind === 'constants' && slot === 'constants') || (kind === 'shell script' && slot === 'constants');
  if (fits) return null;
  const belongs = kind === 'compose' ? 'docker-compose.yml' : kind === 'constants' ? 'constants.env' : null;
  return {
    severity: 'error',
    rule: 'wrong-slot',
    slot,
    line: null,
    message: `The file for ${slotFile[slot]} looks like ${kindWords[kind]}.`,
    remedy: belongs ? `Put it in the place of ${belongs}, and choose the ${slotFile[slot]} that ClearML provided here.` : `Choose the ${slotFile[slot]} that ClearML provided.`,
  };
}

/** The same bytes in two slots: one of them is a mistake. */
export function sameFile(files: MaterialFiles): Remark[] {
  const { compose, override } = files;
  if (!compose || !override || compose.sha256 !== override.sha256) return [];
  return [{ severity: 'error', rule: 'same-file', slot: 'override', line: null, message: 'docker-compose.override.yml is the same file as docker-compose.yml.', remedy: 'Choose the override file that ClearML provided, or remove this one.' }];
}
