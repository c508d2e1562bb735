import path from 'node:path';
import { type EstatePlan, estateOf } from '#estate/estates';
import type { BaselineEntry } from '#lint/baseline';
import type { Finding } from '#lint/finding';
import { type Estate, lint, lintInSteps } from '#lint/lint';
import type { Rule } from '#lint/rule';
import { Network } from '#model/network';
import type { Os } from '#model/os';
import type { ReadFile } from '#read/document';
import type { SourceFile } from '#text/source-file';
import { Neighbours, type Part } from './neighbours.ts';
import { rebase } from './rebase.ts';
import type { EstateView } from './session.ts';

/** By what an estate is judged besides its plan. */
export interface Judging {
  readonly rules: readonly Rule[];
  readonly target: Os | undefined;
  readonly baseline: readonly BaselineEntry[];
  /** Today as YYYY-MM-DD: it may be another at every check. */
  readonly today: () => string;
}

/** One estate of the workspace: its files as read, and what is found in them. */
export class CheckedEstate {
  /** What is reported now. */
  findings: readonly Finding[] = [];
  /** How long the last check of everything took, in milliseconds; undefined before there was one. */
  lastCheck: number | undefined;
  private readonly read = new Map<string, ReadFile>();
  private readonly neighbours = new Neighbours();
  private shown: EstateView | undefined;
  /** Files whose change the findings do not have yet. */
  private changed = new Set<string>();
  /** What the changed files belonged with before they changed; undefined when that is too much for a quick look. */
  private before: Part | undefined = NOTHING;
  private order: readonly string[] | undefined;

  constructor(
    /** What it is made by. The list of its files is that of the first plan. */
    readonly plan: EstatePlan,
    private readonly judging: Judging,
    /** Same for plans that differ in their files alone. */
    readonly key: string,
  ) {}

  /** Puts a file as it was read into the estate; undefined takes it out. */
  set(file: string, read: ReadFile | undefined): void {
    if (this.read.get(file) === read) return;
    this.shown = undefined;
    if (!read || !this.read.has(file)) this.order = undefined;
    if (this.lastCheck !== undefined && this.before) this.before = together(this.before, this.neighbours.around([file]));
    this.changed.add(file);
    this.neighbours.set(file, read);
    if (read) this.read.set(file, read);
    else this.read.delete(file);
  }

  /** The files it has something of. */
  get paths(): Iterable<string> {
    return this.read.keys();
  }

  file(file: string): ReadFile | undefined {
    return this.read.get(file);
  }

  /** Whether the findings are those of the files as they are. */
  get isCurrent(): boolean {
    return this.lastCheck !== undefined && this.changed.size === 0;
  }

  /** The estate for those who ask about it. */
  get view(): EstateView {
    if (!this.shown) {
      const files = this.files();
      const { plan, judging } = this;
      let network: Network | undefined;
      this.shown = {
        root: plan.root,
        config: plan.config,
        files: new Map(files.map((file) => [file.file.path, file])),
        get network() {
          network ??= new Network(
            files.flatMap((file) => file.documents),
            {
              target: judging.target ?? plan.config.target,
              inventory: plan.whole ? plan.config.inventory : { hosts: false, switches: false, vms: false },
              descriptions: plan.config.descriptions,
            },
          );
          return network;
        },
      };
    }
    return this.shown;
  }

  /** Checks everything, as the command does, with pauses in which the check can be left. */
  *check(now: () => number): Generator<undefined, void, undefined> {
    let spent = 0;
    let since = now();
    const steps = lintInSteps(this.estate(this.files()), this.judging.rules);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        this.findings = step.value.findings;
        break;
      }
      spent += now() - since;
      yield;
      since = now();
    }
    this.lastCheck = spent + now() - since;
    this.changed = new Set();
    this.before = NOTHING;
  }

  /**
   * Looks only at what concerns the files that have changed, and keeps what was found elsewhere. False where that is no quick look; then
   * only a check of everything helps.
   */
  look(): boolean {
    const concerned = this.before && together(this.before, this.neighbours.around(this.changed));
    if (this.lastCheck === undefined || !concerned) return false;
    const { files, judged } = concerned;
    const part = this.files().filter((file) => files.has(file.file.path));
    const { findings } = lint(this.estate(part), this.judging.rules);
    const fresh = findings.filter((finding) => judged.has(finding.place.file.path));
    const said = new Set(fresh.map((finding) => finding.fingerprint));
    const current = (file: string): SourceFile | undefined => this.read.get(file)?.file;
    const isGone = (file: string): boolean => !this.read.has(file) && this.changed.has(file);
    const kept = this.findings.filter(({ place, related, fingerprint }) => {
      if (isGone(place.file.path) || said.has(fingerprint)) return false;
      return !judged.has(place.file.path) || related.some((r) => !files.has(r.place.file.path));
    });
    this.findings = [...kept.map((finding) => rebase(finding, current)), ...fresh];
    return true;
  }

  /** What would be found around some files if they were as given; nothing of it is kept. */
  trial(around: readonly string[], instead: ReadonlyMap<string, ReadFile>): readonly Finding[] {
    const part = this.neighbours.around(around)?.files;
    const files = this.files().filter((file) => part?.has(file.file.path) ?? true);
    return lint(this.estate(files.map((file) => instead.get(file.file.path) ?? file)), this.judging.rules).findings;
  }

  private files(): ReadFile[] {
    // In the order of the command, which numbers what is the same by it.
    this.order ??= [...this.read.keys()].sort((a, b) => compare(path.normalize(a), path.normalize(b)));
    return this.order.map((file) => this.read.get(file)!);
  }

  private estate(files: readonly ReadFile[]): Estate {
    const { target, baseline, today } = this.judging;
    return estateOf(this.plan, files, { target, baseline, inlineConfig: true, today: today() });
  }
}

const NOTHING: Part = { files: new Set(), judged: new Set() };

function together(a: Part, b: Part | undefined): Part | undefined {
  return b && { files: new Set([...a.files, ...b.files]), judged: new Set([...a.judged, ...b.judged]) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
