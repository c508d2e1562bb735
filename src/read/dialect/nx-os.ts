import type { SourceFile } from '#text/source-file';
import { markPartial } from '../forgotten.ts';
import type { DialectDocument } from './index.ts';
import { switchDocument } from './nx-os-document.ts';
import { parseNxOs } from './nx-os-parse.ts';

/** What NX-OS prints above a listing of one section: `!Command: show running-config interface`. */
const PARTIAL = /^!Command:[ \t]*show running-config[ \t]+(?!all\b)\S/m;

/** Reads a Cisco NX-OS running-config, or a part of one, as documents of kind `switch`: one, or one for each hostname. */
export function readNxOs(file: SourceFile, name?: string): readonly DialectDocument[] {
  const { devices, problems } = parseNxOs(file.text);
  const fallback = name || nameOf(file.path);
  const partial = PARTIAL.test(file.text.slice(0, 4096));
  return devices
    .filter((device) => device.name || device.configured || device.vpcDomain || device.qosClasses.size > 0)
    .map((device, i) => {
      device.partial = partial;
      const document = switchDocument(device, fallback);
      const { ports } = document.data as { ports?: readonly unknown[] };
      if (ports && partial) markPartial(ports);
      return { kind: 'switch' as const, ...document, problems: i === 0 ? problems : [] };
    });
}

/** Base name of a path without its ending. */
function nameOf(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return base.replace(/(.)\.[^.]*$/, '$1') || 'switch';
}
