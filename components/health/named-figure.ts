import { showHidden } from '@/components/ui/code';
import { figureOf } from '@/lib/contract/figures';

/** `figureOf`, with the server's part of the name (a mount, a queue) as it may be shown: what is read is what is there. */
export function namedFigure(id: string): ReturnType<typeof figureOf> {
  const figure = figureOf(id);
  return figure && { ...figure, title: showHidden(figure.title), instance: figure.instance === null ? null : showHidden(figure.instance) };
}
