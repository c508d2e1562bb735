import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { CONFIG_NAMES } from '#config/find';
import type { PlacedProblem } from '#config/problem';
import type { EstatePlan } from '#estate/estates';
import { judgedTogether } from '#estate/judged-together';
import type { Finding } from '#lint/finding';
import type { Rule } from '#lint/rule';
import type { ReadFile } from '#read/document';
import type { Range, SourceFile } from '#text/source-file';
import { Buffers } from './buffers.ts';
import { byFile } from './by-file.ts';
import { CheckedEstate } from './checked-estate.ts';
import { fillEstate, type KnownFile } from './fill-estate.ts';
import { baselineOf, type GoodConfigs, planWorkspace } from './plans.ts';
import { repairable } from './repairable.ts';
import type { EstateView, Session, ValueAt } from './session.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { valueAt } from './value-at.ts';

/** What a workspace needs of who holds it. */
export interface WorkspaceHost {
  readonly rules: readonly Rule[];
  /** Today as YYYY-MM-DD. */
  today(): string;
  /** Findings or problems of configurations may have changed. */
  changed(): void;
  /** Takes what nobody expected. */
  log(error: unknown): void;
}

/** Names of files that say what is read and how it is judged. */
const SETUP = new Set([...CONFIG_NAMES, '.gitignore', 'hvlint-suppressions.json']);
/** How long nothing must happen behind a quick look before everything is checked. */
const SETTLED = 600;
/** How long a check may keep others waiting. */
const SLICE = 20;

/** Something that happened to a file or folder on disk. */
export type FileEvent = { readonly path: string; readonly type: 'created' | 'changed' | 'deleted' };

/** The estates of what an editor has open, kept up to date. */
export class Workspace implements Session {
  /** An estate whose last check of everything took no longer than this, in milliseconds, is always checked whole. */
  quickCheck = 40;
  /** Whether what is reported comes of a look at a part, with a check of everything still to come. */
  looked = false;
  private folders: readonly string[] = [];
  private settings = DEFAULT_SETTINGS;
  private readonly buffers = new Buffers();
  private estates: CheckedEstate[] = [];
  /** The estate of each file that is to be read. */
  private estateByFile = new Map<string, CheckedEstate>();
  private known = new Map<string, KnownFile>();
  private readonly good: GoodConfigs = new Map();
  private configProblems: readonly PlacedProblem[] = [];
  private unplanned = true;
  private readonly unread = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private settling: NodeJS.Timeout | undefined;
  private reading: Promise<void> = Promise.resolve();
  private running = false;
  private again = false;
  /** Counts what makes a running check useless. */
  private version = 0;
  private waiting: (() => void)[] = [];
  private grouped: ReadonlyMap<string, readonly Finding[]> | undefined;
  private closed = false;

  constructor(private readonly host: WorkspaceHost) {}

  // ---- what happens in the editor ----

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.replan(0);
  }

  setSettings(settings: Settings): void {
    const before = this.settings;
    this.settings = settings;
    if (JSON.stringify({ ...before, delay: 0, inlayHints: 0 }) !== JSON.stringify({ ...settings, delay: 0, inlayHints: 0 }))
      this.replan(0);
  }

  open(file: string, text: string): void {
    this.buffers.set(file, text);
    if (!this.estateByFile.has(file)) this.replan(0);
    else if (this.file(file)?.file.text !== text) this.reread(file, 0);
  }

  change(file: string, text: string): void {
    this.buffers.set(file, text);
    this.reread(file, this.settings.delay);
  }

  close(file: string): void {
    this.buffers.delete(file);
    // What was open without a folder is gone; what was never saved too.
    if (!this.folders.some((folder) => file.startsWith(`${folder}/`))) this.replan(0);
    this.reread(file, 0);
  }

  /** What has happened to files on disk. */
  filesChanged(events: readonly FileEvent[]): void {
    for (const { path: file, type } of events) {
      if (/\/(?:\.git|node_modules)\//.test(`${file}/`)) continue;
      this.buffers.changedOnDisk(file);
      if (this.isSetup(file)) this.replan();
      else if (this.estateByFile.has(file)) {
        if (!this.buffers.has(file)) this.reread(file);
      } else if (type === 'created') this.replan();
      else if (type === 'deleted')
        for (const known of this.estateByFile.keys()) if (known.startsWith(`${file}/`)) this.reread(known);
    }
  }

  dispose(): void {
    this.closed = true;
    this.version++;
    clearTimeout(this.timer);
    clearTimeout(this.settling);
    this.release();
  }

  // ---- what is asked ----

  async settled(file: string): Promise<void> {
    if (this.unplanned && !this.estateByFile.has(file)) await this.answered();
    await this.flush();
  }

  /** Resolves when what is reported is of the texts as they are. */
  answered(): Promise<void> {
    if (this.closed || !(this.timer || this.running || this.unplanned || this.unread.size > 0)) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
    });
  }

  /** Resolves when everything has been checked as the command does, and nothing is waiting. */
  async complete(): Promise<void> {
    for (;;) {
      await this.answered();
      if (this.closed || (!this.settling && this.estates.every((estate) => estate.isCurrent))) return;
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    }
  }

  estateOf(file: string): EstateView | undefined {
    return this.estateByFile.get(file)?.view;
  }

  file(file: string): ReadFile | undefined {
    return this.estateByFile.get(file)?.file(file);
  }

  buffer(file: string): SourceFile | undefined {
    return this.buffers.get(file);
  }

  findings(file: string): readonly Finding[] {
    return this.byPath().get(file) ?? [];
  }

  findingsIn(file: string, { start, end }: Range): readonly Finding[] {
    return this.findings(file).filter(({ place }) => {
      const range = place.range();
      return range.start <= end && start <= range.end;
    });
  }

  repairable(findings: readonly Finding[]): Promise<readonly Finding[]> {
    return repairable(findings, this.buffers, (file) => this.estateByFile.get(file));
  }

  valueAt(file: string, offset: number): ValueAt | undefined {
    const read = this.file(file);
    return read && valueAt(read, offset);
  }

  /** Every file that is read or would be. */
  files(): Iterable<string> {
    return this.estateByFile.keys();
  }

  /** What is reported, by file: within the folders of the editor, and in what it has open. */
  byPath(): ReadonlyMap<string, readonly Finding[]> {
    this.grouped ??= byFile(
      judgedTogether(this.estates).flat(),
      (file) =>
        this.folders.length === 0 || this.buffers.has(file) || this.folders.some((folder) => file.startsWith(`${folder}/`)),
    );
    return this.grouped;
  }

  /** What is wrong with configurations and baselines. */
  get problems(): readonly PlacedProblem[] {
    return this.configProblems;
  }

  // ---- what is to be done ----

  private replan(delay = this.settings.delay): void {
    this.unplanned = true;
    this.version++;
    this.schedule(delay);
  }

  private reread(file: string, delay = this.settings.delay): void {
    this.unread.add(file);
    this.version++;
    this.schedule(delay);
  }

  private schedule(delay: number): void {
    if (this.closed) return;
    clearTimeout(this.timer);
    clearTimeout(this.settling);
    this.settling = undefined;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.run();
    }, delay);
  }

  private async run(): Promise<void> {
    if (this.closed) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    this.again = false;
    try {
      if (this.unplanned) {
        // Reading goes one after another: what is read for a question meanwhile must not get lost.
        this.reading = this.reading.catch(() => {}).then(() => this.plan());
        await this.reading;
      }
      await this.flush();
      let open = false;
      for (const estate of this.estates) {
        if (estate.isCurrent) continue;
        const slow = estate.lastCheck !== undefined && estate.lastCheck > this.quickCheck;
        if (slow && estate.look()) open = true;
        else if (!(await this.check(estate))) break;
      }
      this.looked = open;
      this.tell();
      if (open && !this.timer) this.settle();
    } catch (error) {
      this.host.log(error);
    } finally {
      this.running = false;
      if (this.again) this.schedule(0);
      else if (!this.timer) this.release();
    }
  }

  /** Checks everything behind a quick look, when nothing happens for a while. */
  private settle(): void {
    this.settling = setTimeout(async () => {
      this.settling = undefined;
      try {
        for (const estate of this.estates) if (!estate.isCurrent && !(await this.check(estate))) return;
        this.looked = false;
        this.tell();
      } catch (error) {
        this.host.log(error);
      }
    }, SETTLED);
  }

  /** Checks a whole estate, a slice at a time; false when something happened meanwhile and it was left. */
  private async check(estate: CheckedEstate): Promise<boolean> {
    const { version } = this;
    let since = performance.now();
    for (const _ of estate.check(() => performance.now())) {
      if (performance.now() - since < SLICE) continue;
      await setImmediate();
      if (this.closed || this.version !== version) return false;
      since = performance.now();
    }
    return true;
  }

  private tell(): void {
    this.grouped = undefined;
    if (!this.closed) this.host.changed();
  }

  private release(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Reads what has changed, one after another. */
  private flush(): Promise<void> {
    this.reading = this.reading
      .catch(() => {})
      .then(async () => {
        for (const file of this.unread) {
          this.unread.delete(file);
          const estate = this.estateByFile.get(file);
          if (estate) estate.set(file, await this.read(file, estate.plan));
        }
      });
    return this.reading;
  }

  private async plan(): Promise<void> {
    this.unplanned = false;
    const { rules } = this.host;
    const { config, rules: ruleFlags, target } = this.settings;
    const open = [...this.buffers.paths].map((file) => path.normalize(file));
    const folders = this.folders.map((folder) => path.normalize(folder));
    const { plans, problems } = await planWorkspace(folders, open, { rules, config, ruleFlags }, this.good);
    const wrong = [...problems];
    const former = new Map(this.estates.map((estate) => [estate.key, estate]));
    const estateByFile = new Map<string, CheckedEstate>();
    const known = new Map<string, KnownFile>();
    const estates: CheckedEstate[] = [];
    for (const plan of plans) {
      const baseline = baselineOf(plan, rules, wrong);
      const {
        root,
        whole,
        wholeSources,
        config: { sources, texts },
      } = plan;
      const key = JSON.stringify([root, whole, wholeSources, sources, texts, ruleFlags, target, baseline]);
      const estate = former.get(key) ?? new CheckedEstate(plan, { rules, target, baseline, today: () => this.host.today() }, key);
      estates.push(estate);
      const read = await fillEstate(estate, plan, this.buffers, this.known, (file) => this.unread.delete(file));
      if (this.closed) return;
      for (const [file, each] of read) {
        known.set(file, each);
        estateByFile.set(file, estate);
      }
    }
    this.estates = estates;
    this.estateByFile = estateByFile;
    this.known = known;
    this.configProblems = wrong;
  }

  private async read(file: string, plan: EstatePlan): Promise<ReadFile | undefined> {
    const read = await this.buffers.read(file, plan);
    const before = this.known.get(file);
    if (before) this.known.set(file, { ...before, read });
    return read;
  }

  /** Whether a file says what is read and how it is judged. */
  private isSetup(file: string): boolean {
    return SETUP.has(path.posix.basename(file)) || this.estates.some(({ plan }) => plan.config.sources.includes(file));
  }
}
