import { type Drawing, drawingOf, type PicturedEstate, type PictureOptions, together } from './drawing.ts';
import type { SvgOptions } from './svg.ts';

export type { PicturedEstate, PictureOptions } from './drawing.ts';

/** The formats of a picture. */
export type PictureFormat = 'svg' | 'mermaid' | 'dot';

/**
 * The picture of an estate with its findings, as SVG to embed in a page or to stand by itself:
 *
 *     const text = await estateSvg([{ name: 'contoso', network, findings }], { inline: true, prefix: 'topology', list: false });
 *
 * Several estates stand in one picture, each in its frame. The layout library is loaded when this is called. `undefined` when `focus`,
 * `vlan` or `onlyConcerned` leave nothing to draw. The ids in it are `<prefix>-<entity id>` as `xmlId` of xml-id.ts writes them, so that a page
 * can point from a finding to what it is about.
 */
export async function estateSvg(
  estates: readonly PicturedEstate[],
  options: PictureOptions & SvgOptions = {},
): Promise<string | undefined> {
  return picture(estates, 'svg', options);
}

/** A picture in a format; undefined where the estates have nothing of what was asked for. */
export async function picture(
  estates: readonly PicturedEstate[],
  format: PictureFormat,
  options: PictureOptions & SvgOptions = {},
): Promise<string | undefined> {
  const drawings = estates.flatMap((estate) => drawingOf(estate, options) ?? []);
  if (drawings.length === 0) return undefined;
  return drawn(together(drawings), format, options);
}

async function drawn(drawing: Drawing, format: PictureFormat, options: SvgOptions): Promise<string> {
  if (format === 'mermaid') return (await import('./mermaid.ts')).mermaid(drawing);
  if (format === 'dot') return (await import('./dot.ts')).dot(drawing);
  const [{ layoutOf }, { svg }] = await Promise.all([import('./layout.ts'), import('./svg.ts')]);
  return svg(drawing, await layoutOf(drawing), options);
}
