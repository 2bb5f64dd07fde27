'use client';
import { DataTable, type Column } from '@/components/ui/table';
import { Disclosure } from '@/components/ui/disclosure';
import { showHidden } from '@/components/ui/code';
import type { Materials } from '@/lib/contract/materials';
import { count } from '@/lib/core/units';

type Service = Materials['services'][number];
const shown = 300;
const mono = (text: string) => <span className="font-mono text-sm break-all">{showHidden(text)}</span>;

const columns: readonly Column<Service>[] = [
  { id: 'name', header: 'Service', heads: true, value: (service) => service.name, cell: (service) => mono(service.name) },
  { id: 'image', header: 'Image', value: (service) => service.image, cell: (service) => (service.image ? mono(service.image) : <span className="text-ink-faint">built or inherited</span>) },
  { id: 'container', header: 'Container', value: (service) => service.containerName, cell: (service) => (service.containerName ? mono(service.containerName) : <span className="text-ink-faint">by compose</span>) },
  { id: 'ports', header: 'Ports', value: (service) => service.ports.join(' '), cell: (service) => (service.ports.length > 0 ? mono(service.ports.join(', ')) : <span className="text-ink-faint">none</span>) },
];

/** The services that the files name. Advice: compose itself is asked on the server before the pull. */
export function ServicesTable({ services }: { services: readonly Service[] }) {
  if (services.length === 0) return null;
  return (
    <Disclosure title={<><span className="font-medium text-ink">{count(services.length, 'service')}</span>: {showHidden(services.slice(0, 6).map((service) => service.name).join(', '))}{services.length > 6 && ', …'}</>}>
      <DataTable label="Services" urlPrefix="service-" rows={services.slice(0, shown)} columns={columns} rowKey={(service) => service.name} />
      {services.length > shown && <p className="mt-2 text-sm text-ink-faint">The first {shown} of {services.length} are shown.</p>}
    </Disclosure>
  );
}
