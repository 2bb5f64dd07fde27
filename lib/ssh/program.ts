import { quoteAll } from '@/lib/shell/quote';

/**
 * Shell text that takes its inputs as positional parameters and can't run when it arrived cut: the shell reads it to its
 * last line before anything of it is executed. The parameters are a function's, so no process shows them.
 */
export function program(text: string, parameters: readonly string[] = []): string {
  return `run_program() {\n${environment}${text}\n}\nif :; then\nrun_program ${quoteAll(parameters)}\nexit\nfi\n`;
}

/** C locale, UTC, and the folders that a login user's PATH may lack. */
const environment = `LC_ALL=C LANG=C TZ=UTC0 PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin"
export LC_ALL LANG TZ PATH
unset LANGUAGE
`;
