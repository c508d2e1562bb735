import type { Plugin } from 'esbuild';

export function withStateByName(text: string): string;
export const parserState: Plugin;
