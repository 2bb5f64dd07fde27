import { BookOpen } from 'lucide-react';
import { cn } from '@/components/ui/class-names';

/** "Preliminary steps 4" for `preliminary-steps/4`: where in the guide a thing stands. */
export function guideLabel(line: string): string {
  const [chapter = '', ...rest] = line.split('/');
  const words = chapter.replaceAll('-', ' ');
  const parts = rest.map((part) => (part === 'http' || part === 'tls' ? part.toUpperCase() : part.replaceAll('-', ' ')));
  return [`${words.charAt(0).toUpperCase()}${words.slice(1)}`, ...parts].join(' ');
}

export function GuideLine({ line, className }: { line: string; className?: string }) {
  return (
    <span className={cn('inline-flex items-baseline gap-1 text-xs whitespace-nowrap text-ink-faint', className)}>
      <BookOpen aria-hidden className="size-3.5 self-center" />
      <span className="sr-only">Guide: </span>
      {guideLabel(line)}
    </span>
  );
}
