import { Network, type NetworkOptions } from '#model/network';
import type { Document } from '#read/document';
import { type ReadOptions, readText } from '#read/read-file';

/** The documents of files by name; a name that begins with `observed` is an export. */
export async function documents(files: Readonly<Record<string, string>>): Promise<Document[]> {
  const read = await Promise.all(
    Object.entries(files).map(([name, text]) => {
      const options: ReadOptions = name.startsWith('observed') ? { explicit: true, stance: 'observed' } : { explicit: true };
      return readText({ path: `/estate/${name}`, text }, options);
    }),
  );
  const problems = read.flatMap((file) => file.problems);
  if (problems.length > 0) throw new Error(`the estate of this test is wrong: ${problems.map((p) => p.message).join('; ')}`);
  return read.flatMap((file) => file.documents);
}

/** A network made of files. */
export async function network(files: Readonly<Record<string, string>>, options?: NetworkOptions): Promise<Network> {
  return new Network(await documents(files), options);
}

/** The source text that a path of a document, or a place, stands for, with the name of its file. */
export function shown(place: {
  readonly file: { path: string; text: string };
  readonly range: () => { start: number; end: number };
}): string {
  const { start, end } = place.range();
  return `${place.file.path.replace('/estate/', '')} ${place.file.text.slice(start, end)}`;
}
