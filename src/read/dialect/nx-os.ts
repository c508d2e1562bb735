import type { SourceFile } from '#text/source-file';
import type { DialectDocument } from './index.ts';
export function looksLikeNxOs(_text: string): boolean {
  return false;
}
export function readNxOs(_file: SourceFile, _name?: string): readonly DialectDocument[] {
  return [];
}
