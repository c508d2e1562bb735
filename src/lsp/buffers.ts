import path from 'node:path';
import { contentOf, type EstatePlan, fileReader } from '#estate/estates';
import { applyEdits } from '#fix/apply';
import type { Finding } from '#lint/finding';
import { decode, type Encoding } from '#read/decode';
import type { ReadFile } from '#read/document';
import type { SourceFile } from '#text/source-file';

/** The texts an editor has open, by absolute path with `/`. They count in the place of what is on disk. */
export class Buffers {
  private readonly texts = new Map<string, SourceFile>();
  /** How open files are written on disk: an editor shows text alone. */
  private readonly encodings = new Map<string, Encoding | undefined>();

  get paths(): Iterable<string> {
    return this.texts.keys();
  }

  has(file: string): boolean {
    return this.texts.has(file);
  }

  get(file: string): SourceFile | undefined {
    return this.texts.get(file);
  }

  set(file: string, text: string): void {
    this.texts.set(file, { path: file, text });
  }

  delete(file: string): void {
    this.texts.delete(file);
    this.encodings.delete(file);
  }

  /** What is on disk may be written otherwise now. */
  changedOnDisk(file: string): void {
    this.encodings.delete(file);
  }

  /** What a file holds of ours: of its buffer, else of the disk. */
  async read(file: string, plan: EstatePlan): Promise<ReadFile | undefined> {
    const buffer = this.texts.get(file);
    const texts = new Map(buffer ? [[file, { text: buffer.text, encoding: this.encodingOf(file) }]] : []);
    const read = await fileReader(plan.config)({ path: path.normalize(file), explicit: false }, { texts });
    return 'unreadable' in read || read.foreign ? undefined : read;
  }

  /** The files that some fixes change, as they would be read then. */
  async fixed(findings: readonly Finding[], plan: EstatePlan): Promise<Map<string, ReadFile>> {
    const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
    const files = new Map<string, ReadFile>();
    for (const [file, source] of new Map(edits.map((edit) => [edit.file.path, edit.file]))) {
      const texts = new Map([[file, { text: applyEdits(source, edits), encoding: undefined }]]);
      const read = await fileReader(plan.config)({ path: path.normalize(file), explicit: false }, { texts });
      if (!('unreadable' in read)) files.set(file, read);
    }
    return files;
  }

  private encodingOf(file: string): Encoding | undefined {
    if (!this.encodings.has(file)) {
      const content = contentOf(path.normalize(file));
      const decoded = 'unreadable' in content ? undefined : decode(content);
      this.encodings.set(file, decoded && 'text' in decoded ? decoded.encoding : undefined);
    }
    return this.encodings.get(file);
  }
}
