import type { ErrorBody } from '@/lib/contract/fields';

type Body = ErrorBody['error'];

/** An error as a page shows it: what happened, what to do, and the technical text one click away. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly remedy: string | undefined;
  readonly reason: string | undefined;
  readonly detail: string | undefined;
  /** Sentences by dotted path of the form's field. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(body: Body, status: number) {
    super(body.message);
    this.name = 'Problem';
    this.code = body.code;
    this.status = status;
    this.remedy = body.remedy;
    this.reason = body.reason;
    this.detail = body.detail;
    this.fields = body.fields ?? {};
  }
}

/** Whatever was thrown, as a Problem; a thing that we did not expect keeps its text as the detail. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Problem({ code: 'internal', message: 'This page met an error of its own. Nothing was changed.', remedy: 'Reload the page. If it happens again, copy the technical text into a report.', detail }, 0);
}

/** The console did not answer at all: it was stopped, or the tunnel to it is closed. */
export function noAnswer(error: unknown): Problem {
  return new Problem(
    {
      code: 'unreachable',
      message: 'The console does not answer. A step that runs on a server goes on there without it; the next one starts when the console is back.',
      remedy: 'Check that the console is running and that your connection or SSH tunnel to it is open, then try again.',
      detail: error instanceof Error ? error.message : String(error),
    },
    0,
  );
}

/** An answer that is not in the shape of the contract, such as a proxy's error page. */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as Partial<ErrorBody>;
    if (typeof body.error?.message === 'string') return new Problem(body.error, response.status);
  } catch {
    // Not JSON: said below, with the text as the detail.
  }
  return new Problem(
    { code: 'internal', message: `The console answered with status ${response.status} and no explanation.`, remedy: 'Try again. If a proxy stands between you and the console, look at its log.', detail: text.slice(0, 4000) },
    response.status,
  );
}
