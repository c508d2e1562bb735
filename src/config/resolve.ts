import path from 'node:path';
import { dateOf } from '#lint/directives';
import type { Rule } from '#lint/rule';
import { meansRule, type SuppressEntry } from '#lint/suppress';
import type { Inventory } from '#model/network';
import type { Os } from '#model/os';
import { inFile, type Place } from '#model/place';
import { type ConfigFile, loadConfig, missingConfig, type Reader, type Setting } from './load.ts';
import { matcher } from './match.ts';
import { ConfigError, placed } from './problem.ts';

/** Presets: which rules they switch on, and what fails the run. */
export const PRESETS = {
  'hvlint:recommended': {
    severityOf: (rule: Rule): Setting =>
      rule.preset === 'strict' || rule.status === 'preview' || rule.status === 'deprecated' ? 'off' : rule.severity,
    fail: 'error',
  },
  'hvlint:strict': {
    severityOf: (rule: Rule): Setting => (rule.status === 'deprecated' ? 'off' : rule.severity),
    fail: 'warning',
  },
  'hvlint:minimal': {
    severityOf: (rule: Rule): Setting => (rule.severity === 'error' && rule.status !== 'deprecated' ? rule.severity : 'off'),
    fail: 'error',
  },
} as const;

/** What is read when the configuration does not say: files whose content may be ours, and files without an ending. */
export const DEFAULT_FILES: readonly string[] = ['**/*.{yaml,yml,json,cfg,conf,config,txt,log,ps1,psm1,psd1,csv}', '**/!(*.*)'];

/** One list of settings; later layers win. */
interface Layer {
  readonly applies: (file: string) => boolean;
  readonly rules: Readonly<Record<string, Setting>>;
  /** Where a rule is named, for what may not be switched off. */
  readonly placeOf: (rule: string) => Place | undefined;
  readonly source: string;
}

/** An attempt to switch a locked rule off. */
export interface LockedOff {
  readonly rule: string;
  readonly place: Place;
}

/** The configuration of one folder, presets and extended files resolved. */
export interface Config {
  /** Files it was made from, nearest last. Empty: the preset alone. */
  readonly sources: readonly string[];
  /** What is written in them. */
  readonly texts: readonly string[];
  readonly folder: string | undefined;
  readonly preset: keyof typeof PRESETS;
  readonly estates: readonly string[];
  readonly files: readonly string[];
  readonly ignore: readonly string[];
  readonly target: Os | undefined;
  readonly inventory: Inventory;
  readonly readers: readonly (Reader & { readonly folder: string })[];
  /** Forms of the descriptions of switch ports that name what is at the other end. */
  readonly descriptions: readonly string[];
  readonly suppress: readonly SuppressEntry[];
  readonly locked: readonly string[];
  readonly lockedOff: readonly LockedOff[];
  readonly failSeverity: 'error' | 'warning' | 'info';
  /** Severity of a rule in a file (absolute path). */
  readonly severityOf: (rule: Rule, file: string) => Setting;
}

/** Makes the configuration of a file, or of none. `flags` are the settings of --rule, the last word. */
export async function resolveConfig(
  file: string | undefined,
  rules: readonly Rule[],
  flags: Readonly<Record<string, Setting>> = {},
): Promise<Config> {
  const files: ConfigFile[] = [];
  const preset: { name: keyof typeof PRESETS } = { name: 'hvlint:recommended' };
  if (file !== undefined) await collect(file, rules, files, preset, []);
  const own = files.at(-1);
  const last = <K extends keyof ConfigFile['data']>(key: K): ConfigFile['data'][K] | undefined =>
    files.findLast((f) => f.data[key] !== undefined)?.data[key];
  const layers = files.flatMap(layersOf);
  layers.push({ applies: () => true, rules: flags, placeOf: () => undefined, source: '--rule' });
  const locked = files.flatMap((f) => f.data.locked ?? []);
  const inventory = last('inventory');
  const complete = (kind: 'hosts' | 'switches' | 'vms'): boolean =>
    (typeof inventory === 'string' ? inventory : inventory?.[kind]) === 'complete';
  return {
    sources: files.map((f) => f.file.path),
    texts: files.map((f) => f.file.text),
    folder: own?.folder,
    preset: preset.name,
    estates: own?.data.estates ?? [],
    files: last('files') ?? DEFAULT_FILES,
    ignore: files.flatMap((f) => f.data.ignore ?? []),
    target: last('target') as Os | undefined,
    inventory: { hosts: complete('hosts'), switches: complete('switches'), vms: complete('vms') },
    readers: files.flatMap((f) => (f.data.readers ?? []).map((reader) => ({ ...reader, folder: f.folder }))),
    descriptions: last('cabling')?.descriptions ?? [],
    suppress: files.flatMap(suppressOf),
    locked,
    lockedOff: layers.flatMap((layer) => lockedOff(layer, locked, rules)),
    failSeverity: PRESETS[preset.name].fail,
    severityOf: (rule, path) => severityOf(rule, path, PRESETS[preset.name].severityOf(rule), layers, locked),
  };
}

async function collect(
  file: string,
  rules: readonly Rule[],
  into: ConfigFile[],
  preset: { name: keyof typeof PRESETS },
  chain: readonly string[],
): Promise<void> {
  const loaded = await loadConfig(file, rules);
  for (const [i, base] of [loaded.data.extends ?? []].flat().entries()) {
    const at = loaded.rangeOf(Array.isArray(loaded.data.extends) ? ['extends', i] : ['extends']);
    if (base in PRESETS) preset.name = base as keyof typeof PRESETS;
    else if (base.startsWith('hvlint:'))
      throw new ConfigError([
        placed(loaded.file, at, `there is no preset '${base}' (known: ${Object.keys(PRESETS).join(', ')})`),
      ]);
    else {
      const target = path.resolve(path.dirname(file), base);
      if ([...chain, path.resolve(file)].includes(target))
        throw new ConfigError([placed(loaded.file, at, `'${base}' extends this file again`)]);
      const missing = missingConfig(target, base);
      if (missing !== undefined) throw new ConfigError([placed(loaded.file, at, missing)]);
      await collect(target, rules, into, preset, [...chain, path.resolve(file)]);
    }
  }
  into.push(loaded);
}

function layersOf({ data, file, folder, rangeOf }: ConfigFile): Layer[] {
  const place = (base: readonly (string | number)[]) => (rule: string) => inFile(file, () => rangeOf([...base, rule]));
  return [
    ...(data.rules ? [{ applies: () => true, rules: data.rules, placeOf: place(['rules']), source: file.path }] : []),
    ...(data.overrides ?? []).map(
      (o, i): Layer => ({
        applies: matcher(folder, o.files),
        rules: o.rules,
        placeOf: place(['overrides', i, 'rules']),
        source: file.path,
      }),
    ),
  ];
}

/** The setting of the most specific name a layer has for a rule: its id, then a former id, then its area, then `*`. */
function settingIn(layer: Layer, rule: Rule): { name: string; setting: Setting } | undefined {
  for (const name of [rule.id, ...(rule.aliases ?? []), `${rule.id.slice(0, rule.id.indexOf('/'))}/*`, '*']) {
    const setting = layer.rules[name];
    if (setting !== undefined) return { name, setting };
  }
  return undefined;
}

function severityOf(rule: Rule, file: string, preset: Setting, layers: readonly Layer[], locked: readonly string[]): Setting {
  const isLocked = locked.some((name) => meansRule(name, rule));
  let result: Setting = isLocked && preset === 'off' ? rule.severity : preset;
  for (const layer of layers) {
    if (!layer.applies(file)) continue;
    const found = settingIn(layer, rule);
    if (found && !(isLocked && found.setting === 'off')) result = found.setting;
  }
  return result;
}

/**
 * What a layer switches off by name although it is locked: the rule, or the very area that `locked` names. A wider pattern that merely
 * covers a locked rule switches off the rest.
 */
function lockedOff(layer: Layer, locked: readonly string[], rules: readonly Rule[]): LockedOff[] {
  return rules.flatMap((rule) => {
    if (!locked.some((name) => meansRule(name, rule))) return [];
    const found = settingIn(layer, rule);
    if (found?.setting !== 'off') return [];
    const { name } = found;
    const isMeant = locked.includes(name) || name === rule.id || rule.aliases?.includes(name);
    const place = isMeant ? layer.placeOf(name) : undefined;
    return place ? [{ rule: name, place }] : [];
  });
}

function suppressOf({ data, file, rangeOf }: ConfigFile): SuppressEntry[] {
  return (data.suppress ?? []).map((entry, i) => ({
    rule: entry.rule,
    on: entry.on.toLowerCase(),
    reason: entry.reason?.trim() || undefined,
    until: entry.until === undefined ? undefined : dateOf(entry.until),
    place: inFile(file, () => rangeOf(['suppress', i, 'rule'])),
  }));
}
