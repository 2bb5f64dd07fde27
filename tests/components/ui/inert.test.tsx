import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Problem } from '@/components/api/problem';
import { CommandText, showHidden } from '@/components/ui/code';
import { DiffView } from '@/components/ui/diff-view';
import { ErrorNotice } from '@/components/ui/error-notice';
import { TooltipProvider } from '@/components/ui/tooltip';

const hostile = '<img src=x onerror="globalThis.hit=1"><script>globalThis.hit=1</script>';

it('T-XSS-1: text from a server is shown as text, wherever it stands', () => {
  const { container } = render(
    <TooltipProvider>
      <ErrorNotice error={new Problem({ code: 'remote', message: hostile, remedy: hostile, detail: hostile }, 400)} />
      <CommandText text={hostile} />
      <DiffView before={hostile} after={`${hostile}\nmore`} label={hostile} />
    </TooltipProvider>,
  );
  expect(container.querySelector('img, script')).toBeNull();
  expect(screen.getAllByText(/onerror=/).length).toBeGreaterThanOrEqual(4);
});

it('T-XSS-1: controls, bidi and zero-width characters are made visible', () => {
  expect(showHidden('rm \u202e/ a\u200bb\u001b]52;c;eA==\u0007\r\n\tend')).toBe('rm ‹U+202E›/ a‹U+200B›b‹U+001B›]52;c;eA==‹U+0007›‹U+000D›\n\tend');
  expect(showHidden('PASSWORD=é 日本 👩‍')).toContain('é 日本 👩');
});
