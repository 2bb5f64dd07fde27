import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ServerFact } from '@/lib/facts/fact';
import { imageSpace } from '@/lib/facts/image-space';
import { projectContainers } from '@/lib/facts/project-containers';
import { projectDeaths } from '@/lib/facts/project-deaths';
import { serviceMemory } from '@/lib/facts/service-memory';
import type { Answer } from '@/lib/shell/host';
import { readScript } from '@/lib/shell/read-script';

let folder: string;
let docker: Server | null = null;
const socket = () => path.join(folder, 'docker.sock');

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'docker-'));
});
afterEach(() => {
  docker?.close();
  docker = null;
  rmSync(folder, { recursive: true });
});

/** A Docker that answers each path's beginning so; others it does not know. */
async function answering(answers: Readonly<Record<string, string>>): Promise<string[]> {
  const asked: string[] = [];
  docker = createServer((request, response) => {
    const url = decodeURIComponent(request.url ?? '');
    asked.push(url);
    const [, body] = Object.entries(answers).find(([beginning]) => url.startsWith(beginning)) ?? [];
    response.writeHead(body === undefined ? 500 : 200).end(body ?? '{"message":"no"}');
  });
  await new Promise<void>((done) => void docker?.listen(socket(), done));
  return asked;
}

/** The script as it is, with a socket of ours in the place of Docker's. */
async function ask<T>(fact: ServerFact<T>): Promise<T> {
  const { file, args } = fact.command as Extract<typeof fact.command, { kind: 'script' }>;
  const words = ['-e', readScript(file).replace('/var/run/docker.sock', socket()), '--', ...args];
  const answer = await new Promise<Answer>((done) => void execFile('perl', words, (error, stdout, stderr) => done({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr, truncated: false, timedOut: false })));
  return fact.parse(answer);
}

const id = 'a'.repeat(64);
const list = JSON.stringify([{ Id: id, Labels: { x: `"Id":"${'b'.repeat(64)}"` }, ImageID: `sha256:${'c'.repeat(64)}`, Names: ['/één'], State: 'running', Status: 'Up 2 hours' }]);

it.each([
  ['counts by control groups', { [`/containers/${id}/stats`]: '{"memory_stats":{"usage":5000,"stats":{"inactive_file":1000}}}\n' }, { containers: 1, bytes: 4000 }],
  ['does not count', { [`/containers/${id}/stats`]: '{"memory_stats":{},"cpu_stats":{"cpu_usage":{"total_usage":1}}}\n', [`/containers/${id}/top`]: '{"Processes":[["1","2048"]],"Titles":["PID","RSS"]}' }, { containers: 1, bytes: 2048 * 1024 }],
  ['has lost the container meanwhile', {}, { containers: 0, bytes: 0 }],
])('tells the memory of a service by a Docker that %s', async (_name, answers, wanted) => {
  await answering({ '/containers/json': list, ...answers });
  expect(await ask(serviceMemory('/opt/allegro', 'apiserver'))).toEqual(wanted);
});

it('asks for the containers of one project, whatever its folder is called', async () => {
  const asked = await answering({ '/containers/json': list });
  expect(await ask(projectContainers(`/opt/o'x & "y"?é`))).toMatchObject([{ name: 'één', state: 'running' }]);
  expect(asked).toEqual([`/containers/json?all=1&filters={"label":["com.docker.compose.project.working_dir=/opt/o'x & \\"y\\"?é"]}`]);
});

it('asks for images, then for containers', async () => {
  const image = `sha256:${id}`;
  await answering({ '/images/json?shared-size=1': JSON.stringify([{ Id: image, RepoTags: ['a:1'], Size: 5 }]), '/containers/json?all=1': JSON.stringify([{ Id: '1', Names: ['/one'], Image: 'a:1' }]) });
  expect((await ask(imageSpace))?.images).toEqual([{ id: image, tags: ['a:1'], digests: [], bytes: 5, usedBy: ['one'] }]);
});

it('asks how containers ended within the last hour', async () => {
  const now = Math.floor(Date.now() / 1000);
  const asked = await answering({ '/events': `${JSON.stringify({ time: now - 60, Action: 'die', Actor: { ID: id, Attributes: { exitCode: '1', 'com.docker.compose.service': 'redis' } } })}\n` });
  const [death] = (await ask(projectDeaths('/opt/allegro')))!;
  expect(death).toMatchObject({ service: 'redis', exitCode: 1, outOfMemory: false });
  expect(Math.abs(death!.ago - 60)).toBeLessThan(5);
  expect(asked[0]).toMatch(/^\/events\?since=(\d+)&until=\d+&filters=\{"type":\["container"\],"event":\["die","oom","kill"\],"label":\["com\.docker\.compose\.project\.working_dir=\/opt\/allegro"\]\}$/);
});

it('knows no Docker where nobody listens, and tells what a Docker says that refuses', async () => {
  expect(await ask(projectContainers('/opt/allegro'))).toBeUndefined();
  await answering({});
  await expect(ask(projectContainers('/opt/allegro'))).rejects.toThrow('Docker answers with HTTP/1.1 500');
});
