import { CommandText, showHidden } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import type { SpaceMount } from '@/lib/contract/space';
import { formatBytes } from '@/lib/core/units';

/** What the known parts take of a file system, and what none of them accounts for. */
export function SpaceAccount({ mount: { mount, total, used, parts, rest } }: { mount: SpaceMount }) {
  return (
    <div className="flex max-w-[68ch] flex-col gap-2">
      <table aria-label={`Account of ${showHidden(mount)}`} className="w-full">
        <tbody>
          <Line name="Total" size={formatBytes(total)} />
          <Line name="Used" size={formatBytes(used)} />
          {parts.map(({ name, bytes, isLeast, note }) => <Line key={name} name={name} size={bytes === null ? 'not known' : `${isLeast ? 'at least ' : ''}${formatBytes(bytes)}`} note={note} isPart />)}
          <Line name="Not accounted for" size={`${rest.isAtMost ? 'at most ' : ''}${formatBytes(rest.bytes)}`} note={rest.why} isSum />
        </tbody>
      </table>
      {rest.bytes > 0 && (
        <Disclosure title="Find what is not accounted for">
          <div className="flex flex-col gap-2">
            <p className="text-ink-soft">The system itself, the databases, and files of others are in it. Run these on the server: the first shows the largest directories. The second shows files that were deleted while a program has them open; they take space until that program is restarted, and du does not see them, nor what lies below another mount point.</p>
            {rest.commands.map((command) => <CommandText key={command} text={command} prompt="$" />)}
          </div>
        </Disclosure>
      )}
    </div>
  );
}

function Line({ name, size, note, isPart, isSum }: { name: string; size: string; note?: string | null; isPart?: boolean; isSum?: boolean }) {
  return (
    <tr className={isSum ? 'border-t border-line font-medium' : undefined}>
      <th scope="row" className={`py-1 pr-4 text-left align-baseline ${isSum ? 'font-medium' : 'font-normal'} ${isPart ? 'pl-4' : ''}`}>
        {name}
        {note && <span className="block text-sm font-normal text-ink-soft">{showHidden(note)}</span>}
      </th>
      <td className="py-1 text-right align-baseline whitespace-nowrap tabular-nums">{size}</td>
    </tr>
  );
}
