declare module '@pushcorn/hocon-parser' {
  export function parse(options: { text: string }): Promise<unknown>;
}
