import type { SourceFile } from '#text/source-file';
import type { DialectDocument } from './index.ts';
import { switchDocument } from './nx-os-document.ts';
import { parseNxOs } from './nx-os-parse.ts';

export { looksLikeNxOs } from './nx-os-recognise.ts';

/** Reads a Cisco NX-OS running-config, or a part of one, as documents of kind `switch`: one, or one for each hostname. */
export function readNxOs(file: SourceFile, name?: string): readonly DialectDocument[] {
  const { devices, problems } = parseNxOs(file.text);
  const fallback = name || nameOf(file.path);
  return devices
    .filter((device) => device.name || device.configured || device.vpcDomain || device.qosClasses.size > 0)
    .map((device, i) => ({ kind: 'switch' as const, ...switchDocument(device, fallback), problems: i === 0 ? problems : [] }));
}

/** Base name of a path without its ending. */
function nameOf(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return base.replace(/(.)\.[^.]*$/, '$1') || 'switch';
}
