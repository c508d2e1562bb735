import type { Setting } from '#config/load';
import { type Os, SERVER_RELEASES } from '#model/os';

/** What a user sets in the editor, section `hvlint`. The configuration in the files counts for everything else. */
export interface Settings {
  /** A configuration for every file, relative to the first folder; without it the nearest above each file counts. */
  readonly config: string | undefined;
  /** Severities by rule or area, the last word. */
  readonly rules: Readonly<Record<string, Setting>>;
  /** Windows Server release of hosts that do not say. */
  readonly target: Os | undefined;
  /** Whether effective defaults are shown where nothing is written. */
  readonly inlayHints: boolean;
  /** How long nothing must be typed before a check begins, in milliseconds. */
  readonly delay: number;
}

export const DEFAULT_SETTINGS: Settings = { config: undefined, rules: {}, target: undefined, inlayHints: true, delay: 150 };

const LEVELS: ReadonlySet<unknown> = new Set(['off', 'info', 'warning', 'error']);

/** Settings as a client sends them, perhaps below `hvlint`; what has no sense counts as not set. */
export function settingsOf(sent: unknown): Settings {
  const all = isMapping(sent) ? (isMapping(sent.hvlint) ? sent.hvlint : sent) : {};
  const { config, rules, target, inlayHints, delay } = all;
  const hints = isMapping(inlayHints) ? inlayHints.enabled : inlayHints;
  return {
    config: typeof config === 'string' && config !== '' ? config : undefined,
    rules: isMapping(rules)
      ? (Object.fromEntries(Object.entries(rules).filter(([, level]) => LEVELS.has(level))) as Settings['rules'])
      : {},
    target: SERVER_RELEASES.find((os) => os === target),
    inlayHints: typeof hints === 'boolean' ? hints : DEFAULT_SETTINGS.inlayHints,
    delay: typeof delay === 'number' && delay >= 0 ? Math.min(delay, 10_000) : DEFAULT_SETTINGS.delay,
  };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
