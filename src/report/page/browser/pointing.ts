import { xmlId } from '../../graph/xml-id.ts';
import { all, one } from './page.ts';

/** Below this scale names in the picture cannot be read. */
const READABLE = 0.7;

/** The picture of the page: made larger and smaller, with parts of it pointed at. */
export class Picture {
  private readonly box: HTMLElement;
  private readonly width: number;

  constructor(
    tile: HTMLElement,
    private readonly drawn: SVGSVGElement,
  ) {
    this.box = one(tile, '.picture');
    this.width = drawn.viewBox.baseVal.width;
    this.box.classList.add('fitted');
    for (const button of all(tile, '[data-zoom]'))
      button.addEventListener('click', () => {
        const { zoom } = button.dataset;
        this.scaleTo(zoom === 'fit' ? undefined : this.scale() * (zoom === 'in' ? 1.4 : 1 / 1.4));
      });
  }

  private scale(): number {
    return this.drawn.getBoundingClientRect().width / this.width;
  }

  /** Draws it at a scale; undefined fits it into its tile. */
  private scaleTo(scale: number | undefined): void {
    const width = this.width * Math.min(4, Math.max(0.1, scale ?? 1));
    this.box.classList.toggle('fitted', scale === undefined);
    this.drawn.setAttribute('width', String(Math.round(width)));
  }

  /** Marks parts of it, none of those before, and brings the first into view. */
  point(things: readonly string[]): void {
    for (const pointed of this.drawn.querySelectorAll('.pointed')) pointed.classList.remove('pointed');
    const parts = things.flatMap((id) => this.partOf(id) ?? []);
    for (const part of parts) part.classList.add('pointed');
    const [first] = parts;
    if (!first) return;
    if (this.scale() < READABLE) this.scaleTo(1);
    // Only the picture is moved: the reader is at the finding.
    const [own, seen] = [first.getBoundingClientRect(), this.box.getBoundingClientRect()];
    this.box.scrollBy(
      own.left + own.width / 2 - seen.left - seen.width / 2,
      own.top + own.height / 2 - seen.top - seen.height / 2,
    );
  }

  /** The part that is a thing, or the nearest one that holds it. */
  private partOf(id: string): Element | undefined {
    for (let end = id.length; end > 0; end = id.lastIndexOf('/', end - 1)) {
      const part = this.drawn.querySelector(`#${CSS.escape(xmlId('topology', id.slice(0, end)))}`);
      if (part) return part;
    }
    return undefined;
  }
}

/** Points in the picture at what the finding is about that was opened last. */
export function pointFromFindings(findings: HTMLElement, picture: Picture): void {
  findings.addEventListener(
    'toggle',
    ({ target }) => {
      const { dataset, open } = target as HTMLDetailsElement;
      if (dataset.things !== undefined && open) picture.point(JSON.parse(dataset.things) as string[]);
    },
    // The event does not bubble.
    true,
  );
}
