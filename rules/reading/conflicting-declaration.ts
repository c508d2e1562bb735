import { defineRule } from '#lint/rule';
import { inDocument } from '#model/place';
import { sameValue } from '#model/same-value';
import type { Path, SourceFile } from '#text/source-file';

/** Two documents about one thing may complete each other; where they disagree, hvlint judges the first and says so. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'Two documents about one thing disagree',
  since: '0.1.0',
  source: 'hvlint: the input language',
  check(network, { report }) {
    for (const { first, second } of network.conflicts) {
      const property = second.path.filter((step) => typeof step === 'string').at(-1) ?? '';
      if (sameValue(property, first.value, second.value)) continue;
      const names = namesAlong(second.document.data, second.path);
      const other =
        second.document.file === first.document.file ? 'another document of this file' : baseName(first.document.file);
      const message = `${inWords(names, second.path)} is ${shown(second.value)} here, but ${shown(first.value)} in ${other}`;
      // Items by name: a fingerprint must not count them.
      const steps = second.path.map((step, k) => names[k + 1] ?? String(step));
      report({ ...inDocument(second.document, second.path), property: `/${steps.join('/')}` }, message, {
        key: [names[0], ...steps].join('/'),
        related: [{ at: inDocument(first.document, first.path), message: 'the other declaration' }],
      });
    }
  },
});

/** Names of the document and of the items of lists on the way to a value; undefined for steps that have none. */
function namesAlong(data: unknown, path: Path): (string | undefined)[] {
  const names = [nameOf(data)];
  let value = data;
  for (const step of path) {
    value = (value as Record<string | number, unknown> | undefined)?.[step];
    names.push(typeof step === 'number' ? nameOf(value) : undefined);
  }
  return names;
}

function nameOf(value: unknown): string | undefined {
  const { name, id, vlanId } = (value ?? {}) as Record<string, unknown>;
  const found = name ?? id ?? vlanId;
  return found === undefined ? undefined : String(found);
}

/** "advancedProperties.VlanID of NIC1 on hv01". */
function inWords(names: readonly (string | undefined)[], path: Path): string {
  const last = names.findLastIndex((name) => name !== undefined);
  const property = path.slice(Math.max(0, last)).join('.');
  return `${property} of ${last > 0 ? `${names[last]} on ` : ''}${names[0] ?? 'the document'}`;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function baseName(file: SourceFile): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}
