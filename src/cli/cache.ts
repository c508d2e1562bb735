import { createHash, type Hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Content, contentOf, type EstatePlan } from '#estate/estates';
import type { BaselineEntry } from '#lint/baseline';
import type { ReadFile } from '#read/document';
import { type CachedOutcome, frozen, thawed } from './cached-outcome.ts';
import { writeWhole } from './output.ts';
import { buildOfHvlint } from './package-file.ts';
import { reasonOf } from './reason.ts';
import type { EstateOutcome } from './run.ts';
import type { CacheOptions, RunOptions } from './run-options.ts';
import { VERSION } from './version.ts';

/** Name of the cache beside the configuration, or in the working directory where there is none. */
const CACHE_NAME = '.hvlintcache';

/** A file that was changed so shortly before its times were looked at may change again within the same tick of the clock. Milliseconds. */
const TICK = 100;

/** What is kept of one estate: the hash of everything its result depends on, and the result. */
interface Kept {
  readonly key: string;
  /** The day it was made on, and the days its suppressions last to. */
  readonly today: string;
  readonly days: readonly string[];
  readonly outcome: CachedOutcome;
}

/** The estates in one cache file, by their root relative to its folder. */
type Estates = Record<string, Kept>;

/**
 * Results of earlier runs. One counts only when nothing it depends on has changed: version, configuration, flags, baseline, which
 * files there are and what each holds, and on which side of today the days of suppressions lie. What is odd about a cache is a
 * remark, never an error.
 */
export class Cache {
  readonly remarks: string[] = [];
  private readonly files = new Map<string, Estates>();

  constructor(
    private readonly run: RunOptions,
    private readonly options: CacheOptions,
  ) {}

  /** An estate without its cache: one that is named like something to be read would never hold. */
  without(plan: EstatePlan): EstatePlan | undefined {
    const file = this.fileOf(plan);
    const files = plan.files.filter(({ path: name }) => name !== file);
    return files.length > 0 ? { ...plan, files } : undefined;
  }

  /** The result of an estate, or the key to keep it by once it is made, with the contents that were read for the key. */
  find(
    plan: EstatePlan,
    baseline: readonly BaselineEntry[],
  ): { outcome: EstateOutcome } | { key: string | undefined; contents: Map<string, Content> } {
    const file = this.fileOf(plan);
    const contents = new Map<string, Content>();
    const key = this.keyOf(plan, baseline, contents);
    const kept = this.estatesOf(file)[nameIn(file, plan)];
    if (key === undefined || kept?.key !== key) return { key, contents };
    const { today } = this.run;
    if (kept.days.some((day) => day < today !== day < kept.today)) return { key, contents };
    const outcome = thawed(kept.outcome, plan, this.run.rules, contents);
    return outcome ? { outcome } : { key, contents };
  }

  /** Keeps a result. One with a failure or a defect is made again every time. */
  keep(
    plan: EstatePlan,
    key: string | undefined,
    outcome: EstateOutcome,
    read: readonly ReadFile[],
    days: readonly string[],
  ): void {
    if (key === undefined || outcome.crashed || outcome.tally.failures.length > 0) return;
    const file = this.fileOf(plan);
    const estates = this.estatesOf(file);
    estates[nameIn(file, plan)] = { key, today: this.run.today, days, outcome: frozen(outcome, plan, read) };
    const text = JSON.stringify(estates);
    try {
      writeWhole(file, `${sealOf(text)}\n${text}\n`);
    } catch (error) {
      this.remarks.push(`the cache ${file} cannot be written: ${reasonOf(error)}`);
    }
  }

  private fileOf({ config }: EstatePlan): string {
    const { location } = this.options;
    const { cwd } = this.run;
    if (location === undefined) return path.join(path.normalize(config.folder ?? cwd), CACHE_NAME);
    const named = path.resolve(cwd, location);
    return /[\\/]$/.test(location) || isFolder(named) ? path.join(named, CACHE_NAME) : named;
  }

  private estatesOf(file: string): Estates {
    const known = this.files.get(file) ?? this.load(file);
    this.files.set(file, known);
    return known;
  }

  private load(file: string): Estates {
    try {
      const text = readFileSync(file, 'utf8');
      const [seal, body = ''] = text.split('\n', 2);
      if (sealOf(body) === seal) return JSON.parse(body) as Estates;
      this.remarks.push(`the cache ${file} is broken and not used`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.remarks.push(`the cache ${file} is not used: ${(error as Error).message}`);
    }
    return {};
  }

  /** The hash of everything a result depends on; none where that cannot be known. */
  private keyOf(plan: EstatePlan, baseline: readonly BaselineEntry[], contents: Map<string, Content>): string | undefined {
    const { config, root, whole } = plan;
    const { target, ruleFlags, inlineConfig } = this.run;
    const named = (name: string): string => path.posix.relative(root, name.replaceAll('\\', '/'));
    const hash = createHash('sha256');
    hash.update(
      JSON.stringify([
        [VERSION, buildOfHvlint(), process.platform],
        [config.sources.map(named), config.texts, config.folder === undefined ? null : named(config.folder)],
        [target, Object.entries(ruleFlags), inlineConfig, whole, baseline],
      ]),
    );
    for (const { path: name, explicit } of plan.files) {
      hash.update(JSON.stringify([named(name), explicit]));
      if (this.options.strategy === 'content') {
        const content = contentOf(name);
        contents.set(name, content);
        withContent(hash, content);
      } else {
        const state = stateOf(name);
        if (state === undefined) return undefined;
        hash.update(state);
      }
    }
    return hash.digest('hex');
  }
}

function nameIn(file: string, { root }: EstatePlan): string {
  return path.relative(path.dirname(file), path.normalize(root)).replaceAll('\\', '/');
}

function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    return false;
  }
}

function withContent(hash: Hash, content: Content): void {
  if ('unreadable' in content) hash.update(JSON.stringify(content));
  else hash.update(`${content.length}\n`).update(content);
}

/** Size and times of a file; undefined when it was changed just now. */
function stateOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return '-';
  return Date.now() - stat.mtimeMs < TICK ? undefined : JSON.stringify([stat.size, stat.mtimeMs, stat.ctimeMs, stat.mode]);
}

function sealOf(text: string): string {
  return `hvlint cache 1 ${createHash('sha256').update(text).digest('hex')}`;
}
