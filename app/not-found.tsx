import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <>
      <PageHeader name="There is nothing at this address" sentence="The server or run was removed, or the address has a slip in it. Nothing was changed." />
      <ButtonLink href="/">Go to the servers</ButtonLink>
    </>
  );
}
