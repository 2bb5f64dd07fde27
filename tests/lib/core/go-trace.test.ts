import { expect, it } from 'vitest';
import { withoutGoTrace } from '@/lib/core/go-trace';

it('leaves the error of a Go program, and all that only looks like a part of its stack', () => {
  const trace = ['github.com/restic/restic/internal/backend/local.(*Local).Save', '\tgithub.com/restic/restic/internal/backend/local/local.go:170', 'main.main', '\tgithub.com/restic/restic/cmd/restic/main.go:98', 'runtime.goexit', '\truntime/asm_amd64.s:1594'];
  const others = ['main.main', 'write locks/a-tmp: no space left on device', '\tindented', 'see local.go:170', 'unable to create lock in backend'];
  expect(withoutGoTrace([...others.slice(0, 2), ...trace, ...others.slice(2)])).toEqual(others);
});
