import type { ThingKind } from '#model/topology';
import type { Weight } from './marks.ts';

/** Colours of the picture in one scheme. */
interface Palette {
  readonly paper: string;
  readonly frame: string;
  readonly frameLine: string;
  readonly inner: string;
  readonly box: string;
  readonly boxLine: string;
  readonly text: string;
  readonly faint: string;
  readonly link: string;
  readonly weights: Readonly<Record<Weight, string>>;
  /** Text on a sign. */
  readonly onSign: string;
}

const LIGHT: Palette = {
  paper: '#ffffff',
  frame: '#f6f8fa',
  frameLine: '#c8d1da',
  inner: '#eef2f6',
  box: '#ffffff',
  boxLine: '#9aa5b1',
  text: '#1f2328',
  faint: '#59636e',
  link: '#7a8591',
  weights: { stop: '#a40e26', error: '#cf222e', warning: '#9a6700', info: '#0969da' },
  onSign: '#ffffff',
};

const DARK: Palette = {
  paper: '#0d1117',
  frame: '#151b23',
  frameLine: '#3d444d',
  inner: '#1c232c',
  box: '#0d1117',
  boxLine: '#5a6572',
  text: '#f0f6fc',
  faint: '#a3adb8',
  link: '#8b96a1',
  weights: { stop: '#ff9492', error: '#ff7b72', warning: '#e3b341', info: '#79c0ff' },
  onSign: '#0d1117',
};

/** Colours of the strip at the left edge of a box; they read on both papers. */
const STRIPS: Partial<Readonly<Record<ThingKind, string>>> = {
  vm: '#2da44e',
  'host-adapter': '#3d9a8b',
  'vm-switch': '#8250df',
  'common-switch': '#8250df',
  team: '#bf5af2',
  'team-nic': '#bf5af2',
  'third-party-team': '#bf5af2',
  nic: '#2f81f7',
  port: '#6e7781',
  'port-channel': '#57606a',
  'virtual-subnet': '#d4762c',
  'routing-domain': '#d4762c',
  cluster: '#2da44e',
  host: '#2f81f7',
  'host-group': '#2f81f7',
  switch: '#6e7781',
  'switch-group': '#6e7781',
  'switch-domain': '#6e7781',
};

/** The style sheet of a picture. Every selector begins with .hvg, so that it changes nothing else on a page it is embedded in. */
export function styleSheet(): string {
  const strips = Object.entries(STRIPS).map(([kind, color]) => `.hvg .hvg-${kind}>.hvg-strip{fill:${color}}`);
  return [
    '.hvg{font-family:"Segoe UI",system-ui,-apple-system,"Noto Sans","DejaVu Sans",sans-serif;font-size:12px}',
    '.hvg text{unicode-bidi:isolate;user-select:text}',
    '.hvg .hvg-name{font-weight:600}',
    '.hvg .hvg-fact,.hvg .hvg-label{font-size:10.5px}',
    '.hvg .hvg-title{font-size:16px;font-weight:600}',
    '.hvg .hvg-count{font-size:10.5px;font-weight:700}',
    '.hvg .hvg-list{font-size:11px}',
    '.hvg .hvg-line{fill:none;stroke-width:1.2}',
    '.hvg .hvg-cable>.hvg-line{stroke-width:2}',
    '.hvg .hvg-disputed>.hvg-line{stroke-dasharray:6 4}',
    '.hvg .hvg-subnet>.hvg-line{stroke-dasharray:1.5 3.5;stroke-linecap:round;stroke-width:1.8}',
    '.hvg .hvg-rect{stroke-width:1}',
    '.hvg .hvg-undescribed>.hvg-rect{stroke-dasharray:4 3}',
    ...(['stop', 'error', 'warning', 'info'] as const).map(
      (weight) => `.hvg .hvg-is-${weight}>.hvg-rect{stroke-width:${weight === 'info' ? 1.6 : 2.2}}`,
    ),
    '.hvg .hvg-is-error>.hvg-line,.hvg .hvg-is-stop>.hvg-line,.hvg .hvg-is-warning>.hvg-line{stroke-width:2.6}',
    '.hvg .hvg-mark{fill:none;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}',
    ...strips,
    ...colors(LIGHT),
    `@media screen and (prefers-color-scheme:dark){${colors(DARK).join('')}}`,
    // On paper nothing can be scrolled: as large as fits the page.
    '@media print{.hvg{print-color-adjust:exact;-webkit-print-color-adjust:exact;max-width:100%;height:auto}.hvg:root{width:100%;max-height:100vh}}',
  ].join('\n');
}

function colors(palette: Palette): string[] {
  const { weights } = palette;
  return [
    `.hvg .hvg-paper{fill:${palette.paper}}`,
    `.hvg text{fill:${palette.text}}`,
    `.hvg .hvg-fact,.hvg .hvg-label{fill:${palette.faint}}`,
    `.hvg .hvg-frame>.hvg-rect{fill:${palette.frame};stroke:${palette.frameLine}}`,
    `.hvg .hvg-inner>.hvg-rect{fill:${palette.inner}}`,
    `.hvg .hvg-box>.hvg-rect,.hvg .hvg-cell>.hvg-rect{fill:${palette.box};stroke:${palette.boxLine}}`,
    `.hvg .hvg-line{stroke:${palette.link}}`,
    `.hvg .hvg-under{fill:${palette.paper}}`,
    `.hvg .hvg-mark{stroke:${palette.onSign}}`,
    ...Object.entries(weights).flatMap(([weight, color]) => [
      `.hvg .hvg-is-${weight}>.hvg-rect,.hvg .hvg-is-${weight}>.hvg-line{stroke:${color}}`,
      `.hvg .hvg-${weight}>.hvg-sign{fill:${color}}`,
      `.hvg .hvg-${weight}>.hvg-count{fill:${color}}`,
    ]),
  ];
}
