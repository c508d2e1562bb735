import type { Document } from '#read/document';
import type { SourceFile } from '#text/source-file';
import { mapNames } from './names.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** A document whose names and addresses stand for others, with nothing in it that no rule looks at. Its file has no text. */
export function anonymousDocument(document: Document, pseudonyms: Pseudonyms): Document {
  const file: SourceFile = { path: pseudonyms.path(document.file.path), text: '' };
  return {
    kind: document.kind,
    data: mapNames(document, ({ text }) => pseudonyms.text(text)),
    file,
    syntax: document.syntax,
    stance: document.stance,
    editable: false,
    complete: document.complete,
    ...(document.assumedHost === undefined ? {} : { assumedHost: pseudonyms.text(document.assumedHost) }),
    rangeOf: () => ({ start: 0, end: 0 }),
  };
}
