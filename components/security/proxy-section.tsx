'use client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import { Tabs } from '@/components/ui/tabs';
import { StageSection } from '@/components/wizard/stage-page';
import type { ReadyProxy } from '@/lib/contract/proxy';
import { ByHand, ReadyFile } from './ready-file';
import type { Place } from './use-place';

/** Three proxies, each ready for this server's names; where it runs decides to which address it forwards. */
export function ProxySection({ proxies, place }: { proxies: readonly ReadyProxy[]; place: Place }) {
  const chosen = proxies.some(({ id }) => id === place.proxy) ? place.proxy : 'nginx';
  return (
    <StageSection title="Proxy that ends TLS" sentence="It answers for the three names over https and forwards each to its port. Choose where it runs, then take the file.">
      <RadioCards
        legend="Where the proxy runs" columns={2} value={place.place} onChange={(next) => place.change({ place: next })}
        cards={[
          { value: 'server', label: 'On this server', hint: 'It forwards to the loopback, and nobody else needs the three ports.' },
          { value: 'elsewhere', label: 'On another machine', hint: "It forwards to the server's address; the firewall lets it alone through." },
        ]}
      />
      {place.place === 'elsewhere' && (
        <Field label="Address of the proxy" optional hint="From which it reaches this server, such as 192.0.2.7. Needed for the firewall only." error={place.problem}>
          <Input mono autoComplete="off" className="max-w-md" value={place.proxyAddress} onChange={(event) => place.change({ proxyAddress: event.target.value })} />
        </Field>
      )}
      <Tabs
        label="Which proxy" value={chosen} onChange={(next) => place.change({ proxy: next })}
        tabs={proxies.map((proxy) => ({ value: proxy.id, label: proxy.title, content: <ProxyFiles proxy={proxy} /> }))}
      />
    </StageSection>
  );
}

function ProxyFiles({ proxy }: { proxy: ReadyProxy }) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <p className="max-w-[68ch]">{proxy.note}</p>
      {proxy.files.map((file) => <ReadyFile key={file.path} file={file} />)}
      <ByHand commands={proxy.commands} label="Then, on the machine of the proxy, as root:" />
    </div>
  );
}
