import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { topologyOf } from '#model/topology';
import { drawingOf } from '#report/graph/drawing';
import { layoutOf } from '#report/graph/layout';
import { estateSvg } from '#report/graph/picture';
import { xmlId } from '#report/graph/xml-id';
import { FAULTY, HOSTILE_NAMES, hostile, pictured } from './pictured.ts';

/** Any element with any content. */
const ANY_XML =
  '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/svg"><xs:element name="svg"><xs:complexType mixed="true"><xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:schema>';

async function xmlErrors(text: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: 'picture.svg', contents: text }], schema: [ANY_XML] });
  return errors.map((error) => error.rawMessage);
}

/** The part of a picture with an id, up to the end of its group. */
function part(svg: string, id: string): string {
  const start = svg.indexOf(`id="${xmlId('hvg', id)}"`);
  expect(start, `${id} is not in the picture`).toBeGreaterThan(0);
  return svg.slice(svg.lastIndexOf('<g', start), svg.indexOf('</text>', start) + '</text>'.length);
}

describe('svg', () => {
  it('is XML with a name, a description and a part for every thing and link of the topology', async () => {
    const estate = await pictured(FAULTY);
    const text = (await estateSvg([estate]))!;
    expect(await xmlErrors(text)).toEqual([]);
    expect(text).toMatch(/<svg [^>]*role="img" aria-labelledby="hvg-title hvg-desc"/);
    expect(text).toContain('<title id="hvg-title">estate</title>');
    expect(text).toMatch(/<desc id="hvg-desc">2 hosts · 2 switches · 2 VMs · 4 cables/);
    const { things, links } = topologyOf(estate.network);
    expect(things.length).toBeGreaterThan(15);
    for (const { id, name } of things) expect(part(text, id)).toContain(`>${name}<`);
    for (const { id } of links) expect(text).toContain(`id="${xmlId('hvg', `link ${id}`)}"`);
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('paints findings on what they are reported of, with their words, and on the link to what they name', async () => {
    const text = (await estateSvg([await pictured(FAULTY)]))!;
    const port = part(text, 'switch:tor2/port:ethernet1%2F1');
    expect(port).toMatch(/class="[^"]*hvg-is-error/);
    expect(port).toContain('does not carry VLAN 42');
    expect(port).toContain('[vlan/trunk-missing-vlan]');
    const cable = part(text, 'link cable:host:hv01/nic:nic2>switch:tor2/port:ethernet1%2F1');
    expect(cable).toMatch(/class="[^"]*hvg-is-error/);
    // What nothing is wrong with is not painted.
    expect(part(text, 'switch:tor2/port:ethernet1%2F2')).not.toContain('hvg-is-');
    expect(part(text, 'link cable:host:hv02/nic:nic2>switch:tor2/port:ethernet1%2F2')).not.toContain('hvg-is-');
  });

  it('tells severities by shape too, and lists the findings', async () => {
    const estate = await pictured(FAULTY);
    const text = (await estateSvg([estate]))!;
    const shapes = [...text.matchAll(/hvg-sign" d="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(shapes).size).toBe(new Set(estate.findings.map(({ severity }) => severity)).size);
    expect((text.match(/class="hvg-listed"/g) ?? []).length).toBe(estate.findings.length);
    expect(await estateSvg([estate], { list: false })).not.toContain('hvg-listed');
  });

  it('paints where a VLAN is stopped', async () => {
    const text = (await estateSvg([await pictured(FAULTY, () => false)], { vlan: 42 }))!;
    expect(part(text, 'switch:tor2/port:ethernet1%2F1')).toMatch(/hvg-is-stop[\s\S]*VLAN 42 is stopped/);
    expect(text).not.toContain(xmlId('hvg', 'host:hv01/host-adapter:management'));
    expect(text).toContain('VLAN stopped at 2 places');
  });

  it('has only what is asked for', async () => {
    const estate = await pictured(FAULTY);
    const host = (await estateSvg([estate], { focus: ['hv01'] }))!;
    expect(host).toContain(xmlId('hvg', 'host:hv01/nic:nic1'));
    expect(host).not.toContain(xmlId('hvg', 'host:hv02'));
    // Nothing is told of what is left out.
    const quiet = (await estateSvg([estate], { focus: ['web-hv02'] }))!;
    expect(quiet).not.toContain('hv01');
    const rule = await pictured(FAULTY, (finding) => finding.rule.id === 'vlan/trunk-missing-vlan');
    expect(await estateSvg([rule], { onlyConcerned: true })).not.toContain(xmlId('hvg', 'host:hv02'));
    expect(await estateSvg([estate], { focus: ['nobody'] })).toBeUndefined();
    expect(await estateSvg([estate], { vlan: 999 })).toBeUndefined();
  });

  it('draws groups with a square for each host and switch', async () => {
    const text = (await estateSvg([await pictured(FAULTY)], { detail: 'overview' }))!;
    expect((text.match(/class="hvg-cell /g) ?? []).length).toBe(4);
    expect(await xmlErrors(text)).toEqual([]);
  });

  it('draws several estates in a frame each', async () => {
    const estate = await pictured(FAULTY);
    const text = (await estateSvg([
      { ...estate, name: 'oslo' },
      { ...estate, name: 'bergen' },
    ]))!;
    expect(await xmlErrors(text)).toEqual([]);
    expect(part(text, 'estate:1')).toContain('>oslo<');
    expect(part(text, 'estate:2')).toContain('>bergen<');
  });

  it('gives the same bytes again, and in any order of the files', async () => {
    const text = await estateSvg([await pictured(FAULTY)]);
    expect(await estateSvg([await pictured(FAULTY)])).toBe(text);
    expect(await estateSvg([await pictured(Object.fromEntries(Object.entries(FAULTY).reverse()))])).toBe(text);
  });

  it.each(HOSTILE_NAMES)('shows the name %j and does not obey it', async (name) => {
    const text = (await estateSvg([await pictured(hostile(name))], { inline: true, prefix: 'p' }))!;
    expect(await xmlErrors(text)).toEqual([]);
    // Only elements and attributes of ours.
    const tags = new Set([...text.matchAll(/<([a-z!?][\w-]*)/gi)].map((match) => match[1]));
    expect([...tags].filter((tag) => !['svg', 'title', 'desc', 'style', 'rect', 'text', 'g', 'path'].includes(tag!))).toEqual([]);
    expect(text).not.toMatch(/\son\w+=(?=")|href=/);
    // Nothing that acts on a terminal or reorders text; line ends are ours.
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
    expect(text).not.toContain('<?xml');
  });

  it('changes only itself on a page', async () => {
    const text = (await estateSvg([await pictured(FAULTY)], { inline: true }))!;
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)![1]!;
    const selectors = [...style.replaceAll(/@media[^{]*\{/g, '').matchAll(/([^{}]+)\{/g)].flatMap((match) =>
      match[1]!.split(','),
    );
    expect(selectors.length).toBeGreaterThan(20);
    for (const selector of selectors) expect(selector.trim()).toMatch(/^\.hvg(?:[\s:]|$)/);
    expect(style).toContain('@media screen and (prefers-color-scheme:dark)');
  });
});

describe('layout', () => {
  it('lets no two boxes of a picture overlap, and no box leave its frame', async () => {
    for (const detail of ['ports', 'hosts', 'overview'] as const) {
      const drawing = drawingOf(await pictured(FAULTY), { detail })!;
      const { things, width, height } = await layoutOf(drawing);
      const boxes = things.filter(({ box }) => box);
      expect(boxes.length).toBeGreaterThan(1);
      for (const [i, a] of boxes.entries()) {
        expect(a.x + a.width).toBeLessThanOrEqual(width);
        expect(a.y + a.height).toBeLessThanOrEqual(height);
        for (const b of boxes.slice(i + 1)) {
          const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          expect(apart, `${a.thing.id} and ${b.thing.id}`).toBe(true);
        }
        const frame = things.find(({ thing }) => thing.id === a.thing.parent);
        if (frame) expect(a.x >= frame.x && a.y >= frame.y + 30 && a.x + a.width <= frame.x + frame.width, a.thing.id).toBe(true);
      }
    }
  });
});
