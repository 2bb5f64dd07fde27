import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { Diagnosis } from '@/lib/engine/diagnosis';
import { SourceFollower, sourceOfName } from '@/lib/engine/log-source';
import { withoutWrapping } from '@/lib/engine/log-wrapping';
import { secretsOf } from '@/lib/guide/materials/masking';
import { failureRules } from '@/lib/guide/troubleshooting/failure-rules';
import { createRedactor } from '@/lib/shell/redact';
import { asJson, asText, type ReadFile } from './report';
import { readLines, whyUnreadable } from './read-lines';

const usage = `Usage: npm run diagnose -- [--json] [--constants FILE] FILE…
Reads logs and outputs of commands, plain or gzipped; - is standard input. It names what is broken, with the lines that say so.
--json            prints JSON
--constants FILE  hides the secrets of this constants.env in the lines that are shown
Ends with 0 when no cause was found, 1 when one was, 2 when something could not be read.`;

export interface Surroundings {
  /** Where relative names of files begin. */
  readonly from: string;
  readonly input: Readable;
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** Judges the files that the arguments name; returns the exit status. */
export async function diagnose(args: readonly string[], around: Surroundings): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    around.complain(`${parsed}\n\n${usage}`);
    return 2;
  }
  const { values: { json, constants, help }, positionals } = parsed;
  if (help || positionals.length === 0) {
    (help ? around.say : around.complain)(usage);
    return help ? 0 : 2;
  }
  let secrets: ReturnType<typeof secretsOf> = [];
  try {
    if (constants !== undefined) secrets = secretsOf({ compose: null, override: null, constants: fs.readFileSync(path.resolve(around.from, constants), 'utf8') });
  } catch (error) {
    // Going on would show what was to be hidden.
    around.complain(`Nothing was read, since ${constants ?? ''} can't be: ${whyUnreadable(error)}`);
    return 2;
  }
  const redactor = createRedactor(secrets);
  const diagnosis = new Diagnosis(failureRules, redactor.redact);
  const files: ReadFile[] = [];
  for (const name of positionals) files.push(await judge(name, diagnosis, around));
  const causes = diagnosis.causes();
  around.say(json ? asJson(files, causes) : asText(files, causes));
  if (files.some(({ problem }) => problem !== null)) return 2;
  return causes.some(({ severity }) => severity !== 'info') ? 1 : 0;
}

async function judge(name: string, diagnosis: Diagnosis, { from, input }: Surroundings): Promise<ReadFile> {
  const file = name === '-' ? 'standard input' : name;
  const known = name === '-' ? null : sourceOfName(path.basename(name)) ?? sourceOfName(path.basename(path.dirname(path.resolve(from, name))));
  const sources = new SourceFollower(known);
  let lines = 0;
  try {
    for await (const { text, number } of readLines(name === '-' ? input : fs.createReadStream(path.resolve(from, name)))) {
      lines = number;
      const line = withoutWrapping(text);
      diagnosis.add({ text: line, source: sources.next(line), file, number });
    }
    return { file, lines, problem: null };
  } catch (error) {
    return { file, lines, problem: whyUnreadable(error) };
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean', default: false }, constants: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
