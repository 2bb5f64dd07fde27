import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { materials } from '@/lib/contract/materials';
import { analyseMaterials, applyVariableEdits, secretValue } from '@/lib/guide/materials/analyse';
import { materialFiles, readCases, textOfCase, type TextCase } from './cases';

// A busy machine must not make a case fail: nothing here is timed.
vi.setConfig({ testTimeout: 60_000 });

const sample = (name: string) => readFileSync(new URL(`../../../support/materials/${name}`, import.meta.url), 'utf8');
const guide = { compose: sample('guide/docker-compose.yml'), override: sample('guide/docker-compose.override.yml'), constants: sample('guide/constants.env') };

describe('hostile compose files', () => {
  it.each(readCases<TextCase[]>('compose'))('$name', (entry) => {
    const view = analyseMaterials(materialFiles({ compose: textOfCase(entry) }), null);
    expect(materials.omit({ earlier: true }).parse(view)).toEqual(view);
    // Variables of a lone compose file are not judged: there is no constants.env yet.
    expect([...new Set(view.remarks.map((remark) => remark.rule))].sort()).toEqual([...new Set(entry.rules)].sort());
    if (entry.services) expect(view.services.map((service) => service.name)).toEqual(entry.services);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
     
    for (const remark of view.remarks) expect(remark.message).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});

describe('hostile constants.env', () => {
  it.each(readCases<TextCase[]>('constants'))('$name', (entry) => {
    const view = analyseMaterials(materialFiles({ constants: textOfCase(entry) }), null);
    expect(materials.omit({ earlier: true }).parse(view)).toEqual(view);
    expect([...new Set(view.remarks.map((remark) => remark.rule))].sort()).toEqual([...new Set(entry.rules)].sort());
  });
});

describe('a mistake in the YAML', () => {
  it.each([
    ['services:\n\ts:\n\t\timage: a:1\n', 2, /begins with a tab/, /Replace every tab/],
    ['services:\n  a:\n    image: x\n   b: y\n', 4, /indented otherwise/, /as many blanks/],
    ['services:\n  a: [1, 2\n  b: 3\n', 3, /bracket .* not closed/, /Close it/],
    ['services:\n  a:\n    image: "x\n  b: 1\n', 5, /quotation mark/, /Close it/],
    ['services:\n  a:\n    image x\n    ports: 1\n', 3, /":" is missing/, /key: value/],
    ['services:\n  a:\n    command: foo: bar\n', 3, /second key/, /quotation marks/],
    ['services:\n  a: @x\n', 2, /another meaning/, /quotation marks/],
    ['- a\nb: "canary secret"\n', 2, /belongs to nothing/, /bracket too many/],
    ['services:\n  a: *b\n  c: *b\n', 2, /alias \*b has no anchor/, /&name/],
    ['services:\n  a:\n    image: !<x y\n', 3, /makes no sense/, /Compare/],
  ])('is one sentence with its line, what is wrong and what to do (%#)', (compose, line, message, remedy) => {
    const found = analyseMaterials(materialFiles({ compose }), null).remarks;
    expect(found).toMatchObject([{ rule: 'yaml-syntax', line }]);
    expect(found[0]?.message).toMatch(message);
    expect(found[0]?.message).toMatch(/^(?:docker-compose.yml is not valid YAML: [a-z"].*|The alias .*)\.$/);
    expect(found[0]?.remedy).toMatch(remedy);
    expect(found[0]?.message).not.toMatch(/implicit|scalar|token|mapping|flow/i);
    expect(JSON.stringify(found)).not.toContain('canary');
  });

  it('names no line where none is known', () => {
    const [remark] = analyseMaterials(materialFiles({ compose: `services:\n${'# a comment of some length\n'.repeat(100_000)}` }), null).remarks;
    expect(remark).toMatchObject({ rule: 'yaml-size', line: null, remedy: 'Ask ClearML for the docker-compose.yml again.' });
  });
});

describe('analyseMaterials', () => {
  it('finds the sample materials complete', () => {
    const view = analyseMaterials(materialFiles(guide), null);
    expect(view).toMatchObject({ complete: true, detectedLayout: 'guide', missing: [] });
    expect(view.services.find((service) => service.name === 'apiserver')).toMatchObject({ image: 'allegroaienterprise/apiserver:3.25.0-612', ports: ['8008:8008'] });
    expect(view.remarks.filter((remark) => remark.severity === 'error')).toEqual([]);
  });

  it('shows no secret, only numbered placeholders', () => {
    const constants = `${guide.constants}\nA_PASSWORD='canary $1'\nREDIS_URL=redis://user:canary2@redis/0\n`;
    const view = JSON.stringify(analyseMaterials(materialFiles({ ...guide, constants }), null));
    expect(view).not.toContain('canary');
    expect(view).toContain('secret-1');
  });

  it('takes 10,000 services', () => {
    const compose = `services:\n${Array.from({ length: 10_000 }, (_, index) => `  s${index}:\n    image: a/b\n    environment:\n      X: \${V${index % 50}}\n`).join('')}`;
    const view = analyseMaterials(materialFiles({ compose, constants: 'V1=1\n' }), 'guide');
    expect(view.services).toHaveLength(10_000);
    expect(view.missing).toHaveLength(49);
    expect(view.remarks.find((remark) => remark.rule === 'latest-tag')?.message).toContain('s0, s1, s2 and 9,997 more');
  });

  it('asks for what is missing, and tells required from empty', () => {
    const compose = 'services:\n  a:\n    image: x:${TAG:?set it}\n    environment: [B=$PLAIN, "C=${D:-d}", "E=${F:+f}", "G=$$H"]\n';
    const view = analyseMaterials(materialFiles({ compose, constants: 'TAG=\n' }), null);
    expect(view.missing).toEqual([{ name: 'TAG', required: true, usedBy: ['a'] }, { name: 'PLAIN', required: false, usedBy: ['a'] }]);
    expect(view).toMatchObject({ complete: false });
  });

  it.each([
    ['v3.29', 'services: {a: {image: "x:1", container_name: "${CONTAINER_PREFIX:-clearml-}a", volumes: ["${CLEARML_ROOT}/data:/data"]}}\n'],
    ['guide', 'services: {a: {image: "x:1", volumes: ["/opt/allegro/data:/data"], environment: ["T=${TASK_ROUTER_TOKEN_SECRET}"]}}\n'],
    ['guide', 'services: {a: {image: "x:1", container_name: allegro-a}}\n'],
    ['oss', 'services: {apiserver: {image: "clearml/server:2.4"}}\n'],
    ['oss', 'services: {apiserver: {image: "mirror.example.com/server:2", volumes: [{type: bind, source: /opt/clearml/logs, target: /x}]}}\n'],
    [null, 'services: {a: {image: "x:1"}}\n'],
  ])('detects the layout %s', (layout, compose) => {
    const view = analyseMaterials(materialFiles({ compose, constants: 'CLEARML_ROOT=/opt/allegro\n' }), null);
    expect(view.detectedLayout).toBe(layout);
    expect(view.layoutReason).toMatch(/[.]$/);
    expect(analyseMaterials(materialFiles({ compose }), 'oss').detectedLayout).toBe(layout);
  });

  it('tells swapped and doubled files', () => {
    const rules = (texts: Parameters<typeof materialFiles>[0]) => analyseMaterials(materialFiles(texts), null).remarks.filter((remark) => remark.severity === 'error').map((remark) => `${remark.slot} ${remark.rule}`);
    expect(rules({ ...guide, compose: guide.constants, constants: guide.compose })).toEqual(expect.arrayContaining(['compose wrong-slot', 'constants wrong-slot']));
    expect(rules({ ...guide, override: guide.compose })).toContain('override same-file');
    expect(rules({ ...guide, compose: 'services:\n  webserver:\n    environment: [A=b]\n', override: guide.compose })).toEqual([]);
    expect(rules({ compose: 'services:\n  webserver:\n    environment: [A=b]\n' })).toEqual(['compose no-image']);
    expect(rules({ ...guide, override: 'services:\n  websrever:\n    environment: [A=b]\n' })).toEqual(['override unknown-service']);
    expect(rules({ ...guide, override: 'webserver:\n  environment: [A=b]\n' })).toEqual(['override services-missing']);
  });
});

describe('applyVariableEdits', () => {
  const text = "# head\nA_PASSWORD = 'one # two'  # why\nB=2\nC_TOKEN=three\n";

  it('keeps every byte when placeholders and values are saved back unchanged', () => {
    const { variables } = analyseMaterials(materialFiles({ constants: text }), null);
    expect(variables.map(({ name, value }) => [name, value])).toEqual([['A_PASSWORD', 'secret-1'], ['B', '2'], ['C_TOKEN', 'secret-2']]);
    expect(applyVariableEdits(text, variables.map(({ name, value }) => ({ name, value })))).toBe(text);
  });

  it('refuses the placeholder of another secret', () => {
    expect(() => applyVariableEdits(text, [{ name: 'A_PASSWORD', value: 'secret-2' }])).toThrow(expect.objectContaining({ code: 'invalid_input', field: 'A_PASSWORD' }));
  });

  it('edits, adds and removes', () => {
    const edited = applyVariableEdits(text, [{ name: 'A_PASSWORD', value: "it's" }, { name: 'B', value: null }, { name: 'D', value: 'x y' }, { name: 'NONE', value: null }]);
    expect(edited).toBe('# head\nA_PASSWORD ="it\'s"  # why\nC_TOKEN=three\nD=\'x y\'\n');
    expect(secretValue(edited, 'A_PASSWORD').reveal()).toBe("it's");
    expect(() => secretValue(edited, 'B')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});
