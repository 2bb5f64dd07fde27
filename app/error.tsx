'use client';
import { Button, ButtonLink } from '@/components/ui/button';
import { CommandText } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { PageHeader } from '@/components/ui/page-header';

/** A page that could not be drawn. In production Next hides the text of a server's error and gives its number. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const technical = [error.message, error.digest && `Number in the console's log: ${error.digest}`].filter(Boolean).join('\n');
  return (
    <>
      <title>Page failed · Groundcrew</title>
      <PageHeader name="This page could not be drawn" sentence="Nothing was changed by it. Runs go on." />
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onClick={reset}>Try again</Button>
        <ButtonLink href="/">Go to the servers</ButtonLink>
      </div>
      <Disclosure title="Technical text" className="mt-4 max-w-3xl">
        <CommandText text={technical} label="Technical text" />
      </Disclosure>
    </>
  );
}
