import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Range as LspRange, Position, PositionEncodingKind } from 'vscode-languageserver/node';
import { lineCount, lineOf, lineStart, lineText } from '#text/line-index';
import type { Range, SourceFile } from '#text/source-file';
import type { Places } from './feature.ts';

/** Places in the encoding that was agreed on. Lines end as LSP says: at CR, LF or both. */
export class EncodedPlaces implements Places {
  /** URIs of open files as the client spells them, and the versions of their texts, by path. */
  private readonly spelt = new Map<string, { readonly uri: string; version: number }>();

  constructor(private readonly encoding: PositionEncodingKind) {}

  pathOf(uri: string): string | undefined {
    if (!uri.startsWith('file:')) return undefined;
    try {
      return path.normalize(fileURLToPath(uri)).replaceAll('\\', '/');
    } catch {
      return undefined;
    }
  }

  /** Remembers an open file, and how the client spells its URI. */
  opened(uri: string, file: string, version: number): void {
    this.spelt.set(file, { uri, version });
  }

  closed(file: string): void {
    this.spelt.delete(file);
  }

  uriOf(file: string): string {
    return this.spelt.get(file)?.uri ?? pathToFileURL(path.normalize(file)).href;
  }

  versionOf(file: string): number | null {
    return this.spelt.get(file)?.version ?? null;
  }

  offsetAt(file: SourceFile, { line, character }: Position): number {
    if (line >= lineCount(file)) return file.text.length;
    const text = lineText(file, line + 1);
    return lineStart(file, line + 1) + this.unitsIn(text, character);
  }

  position(file: SourceFile, offset: number): Position {
    const at = Math.max(0, Math.min(offset, file.text.length));
    const line = lineOf(file, at);
    return { line, character: this.charactersIn(file.text.slice(lineStart(file, line + 1), at)) };
  }

  range(file: SourceFile, { start, end }: Range): LspRange {
    return { start: this.position(file, start), end: this.position(file, Math.max(start, end)) };
  }

  /** How long a text is, in the units of the client. */
  private charactersIn(text: string): number {
    if (this.encoding === 'utf-16' || isAscii(text)) return text.length;
    return this.encoding === 'utf-8' ? Buffer.byteLength(text) : [...text].length;
  }

  /** How many UTF-16 units of a line some units of the client are; never half a character. */
  private unitsIn(text: string, characters: number): number {
    if (this.encoding === 'utf-16' || isAscii(text)) return Math.min(characters, text.length);
    let left = characters;
    let units = 0;
    for (const character of text) {
      left -= this.encoding === 'utf-8' ? Buffer.byteLength(character) : 1;
      if (left < 0) break;
      units += character.length;
    }
    return units;
  }
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
