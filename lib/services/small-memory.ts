import v8 from 'node:v8';

const flags = ['--optimize-for-size', '--heap-growing-percent=20', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/**
 * Has this process keep little memory; called before anything is built. Measured with 500 watched servers (npm run bench -- watch-500): as
 * it is, V8 lets the answers of each round pile up to several times of what is in use and gives hardly any of it back; and to optimize what
 * is run often of Prisma's WebAssembly, a few times a second, takes 100 MB that stay with the process. What can only be said where the
 * process is started stands there (package.json, scripts/service/unit.mjs): one arena for malloc, since glibc gives each thread its own and
 * frees none. A smaller young generation saves nothing and makes pages slower.
 */
export function keepMemorySmall(): void {
  for (const flag of flags) v8.setFlagsFromString(flag);
}
