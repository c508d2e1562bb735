import { styleText } from 'node:util';
import type { Severity } from '#lint/rule';

/** Styles that reports use. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'cyan';

/** Gives a text a style where escape codes may be used; the environment has no say in it. */
export type Paint = (style: Style, text: string) => string;

export function painter(color: boolean): Paint {
  return color ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}

export const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'blue' };
