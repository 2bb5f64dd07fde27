import { BookOpen } from 'lucide-react';
import { cn } from '@/components/ui/class-names';

/** "Preliminary steps 4" for `preliminary-steps/4`: where in the guide a thing stands. */
export function guideLabel(line: string): string {
  const [chapter = '', ...rest] = line.split('/');
  const words = chapter.replaceAll('-', ' ');
  const parts = rest.map((part) => (part === 'http' || part === 'tls' ? part.toUpperCase() : part.replaceAll('-', ' ')));
  return [`${words.charAt(0).toUpperCase()}${words.slice(1)}`, ...parts].join(' ');
}

/** An entry of several lines names them with ", " between; each stands whole, and the next may stand below it. */
export function GuideLine({ line, className }: { line: string; className?: string }) {
  const lines = line.split(', ');
  if (lines.length > 1) return <span className="inline-flex min-w-0 flex-wrap gap-x-3">{lines.map((each) => <GuideLine key={each} line={each} className={className} />)}</span>;
  return (
    <span className={cn('inline-flex items-baseline gap-1 text-xs whitespace-nowrap text-ink-faint', className)}>
      <BookOpen aria-hidden className="size-3.5 self-center" />
      <span className="sr-only">Guide: </span>
      {guideLabel(line)}
    </span>
  );
}
