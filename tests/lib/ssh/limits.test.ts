import type { ServerChannel } from 'ssh2';
import { afterEach, expect, it } from 'vitest';
import type { Host } from '@/lib/shell/host';
import { ask } from '@/lib/shell/command';
import { newId } from '@/lib/core/ids';
import { connectTo } from '@/tests/support/connected-shell';
import { SshServer } from '@/tests/support/ssh-server';

const flood = 60e6;
let server: SshServer;
let host: Host;
let sent = 0;

afterEach(async () => {
  host.close();
  await server.stop();
});

/** A server whose shell gives its sign of readiness and then never stops talking. */
async function talker(where: (channel: ServerChannel) => { write(chunk: Buffer): boolean; once(event: 'drain', then: () => void): unknown }): Promise<Host> {
  sent = 0;
  server = await SshServer.start({
    shell(channel) {
      let text = '';
      channel.on('data', (data: Buffer) => {
        const wasReady = text.includes('\0');
        text += data.toString();
        const marker = /run_program '([0-9a-f]{32})'/.exec(text)?.[1];
        if (wasReady || marker === undefined) return;
        text += '\0';
        channel.write(`\n${marker}\n`);
        channel.stderr.write(`\n${marker}\n`);
        const to = where(channel);
        const pump = () => {
          while (sent < flood && channel.writable) {
            sent += 32_768;
            if (!to.write(Buffer.alloc(32_768, 'x'))) return void to.once('drain', pump);
          }
        };
        setImmediate(pump);
      });
    },
  });
  host = await connectTo(server);
  return host;
}

const garbled = { code: 'remote', reason: 'remote.garbled' };

it('an answer with errors without end is given up, not collected', async () => {
  const talking = await talker((channel) => channel.stderr);
  await expect(talking.ask([ask(['true'])])).rejects.toMatchObject(garbled);
  expect(sent).toBeLessThan(flood / 4);
});

it('a followed log that sends no frame is given up', async () => {
  const talking = await talker((channel) => channel);
  await expect(talking.follow(newId(), 0, () => undefined)).rejects.toMatchObject(garbled);
  expect(sent).toBeLessThan(flood / 4);
});
