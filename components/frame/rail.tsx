import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { lookOfServer, toneText } from '@/components/ui/status';
import { useFirst } from '@/components/ui/use-first';
import type { Server } from '@/lib/contract/server';
import { Mark } from './mark';
import { connectPlace, consolePlaces, placeAt, serverOf, serverPlaces, type Place } from './places';

interface Props {
  servers: readonly Server[];
  path: string;
  inSheet?: boolean;
}

/** The servers, each with its state; below the chosen one, its places. */
export function Rail({ servers, path, inSheet }: Props) {
  const chosen = serverOf(path);
  const listed = useFirst(servers, ({ name }) => name === chosen);
  return (
    <nav aria-label="Places" className="flex min-h-full flex-col gap-5 px-2.5 py-3">
      {!inSheet && (
        <Link href="/" className="flex h-8 items-center gap-2.5 rounded-md px-2">
          <Mark className="size-6" />
          <span className="font-semibold tracking-tight">Groundcrew</span>
        </Link>
      )}
      <div>
        <p id="rail-servers" className="mb-1 px-2 text-xs font-medium text-ink-faint">Servers</p>
        <ul aria-labelledby="rail-servers" className="flex flex-col gap-px">
          {listed.map((server) => (
            <li key={server.id}>
              <ServerLink server={server} current={path === `/servers/${server.name}`} chosen={server.name === chosen} />
              {server.name === chosen && (
                <ul aria-label={`Places of ${server.name}`} className="mt-px mb-2 ml-3.5 flex flex-col gap-px border-l border-line pl-2">
                  <PlaceLinks places={serverPlaces(server.name)} path={path} />
                </ul>
              )}
            </li>
          ))}
          <PlaceLinks places={[connectPlace]} path={path} />
        </ul>
      </div>
      <ul aria-label="Console" className="mt-auto flex flex-col gap-px">
        <PlaceLinks places={consolePlaces} path={path} />
      </ul>
    </nav>
  );
}

const row = 'focus-inside flex min-h-9 items-center gap-2.5 rounded-md px-2 transition-colors hover:bg-hover';

function ServerLink({ server, current, chosen }: { server: Server; current: boolean; chosen: boolean }) {
  const look = lookOfServer(server);
  return (
    <Link href={`/servers/${server.name}`} aria-current={current ? 'page' : undefined} className={cn(row, 'py-1')}>
      <span aria-hidden className={cn('size-2 shrink-0 rounded-full border-2 border-current', toneText[look.tone], server.state !== 'new' && 'bg-current')} />
      <span className={cn('min-w-0 flex-1 truncate', chosen && 'font-semibold')}>{server.name}</span>
      <span className={cn('text-xs', toneText[look.tone])}>{look.word}</span>
    </Link>
  );
}

function PlaceLinks({ places, path }: { places: readonly Place[]; path: string }) {
  const here = placeAt(places, path)?.href;
  return places.map((place) => <li key={place.href}><PlaceLink place={place} here={place.href === here} /></li>);
}

function PlaceLink({ place, here }: { place: Place; here: boolean }) {
  return (
    <Link href={place.href} aria-current={here ? 'page' : undefined} className={cn(row, here ? 'bg-selected font-medium text-ink' : 'text-ink-soft hover:text-ink')}>
      <place.icon aria-hidden className={cn('size-4 shrink-0', here ? 'text-accent' : 'text-ink-faint')} />
      {place.label}
    </Link>
  );
}
