import type { Call } from './call.ts';
import type { Value } from './value.ts';

/** A parameter of a cmdlet. */
export interface Parameter {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Order among the parameters that need no name; undefined for those that do. */
  readonly position: number | undefined;
  readonly isSwitch: boolean;
}

/** A cmdlet hvlint knows: its parameters, and what it does to the state a script leaves. */
export interface Cmdlet {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Whether the table holds every parameter of every release, so that another name is a mistake. */
  readonly isWhole: boolean;
  /** Returns what the cmdlet hands on; undefined for nothing anybody can tell. */
  readonly run: ((call: Call) => Value | undefined) | undefined;
}

/** Parameters every cmdlet has. Source: about_CommonParameters. */
const COMMON =
  '?Verbose(vb) ?Debug(db) ErrorAction(ea) WarningAction(wa) InformationAction(infa) ProgressAction(proga) ErrorVariable(ev) WarningVariable(wv) InformationVariable(iv) OutVariable(ov) OutBuffer(ob) PipelineVariable(pv) ?WhatIf(wi) ?Confirm(cf)';

/**
 * Describes a cmdlet. `parameters` is one word a parameter, without a mark for those with a value: `?Name` is a switch, `Name@0` is the
 * first that needs no name, `Name(tm,tmode)` has aliases. `more` stands at the end of a table that does not hold all parameters.
 */
export function cmdlet(name: string, parameters: string, run?: Cmdlet['run']): Cmdlet {
  let known: readonly Parameter[] | undefined;
  return {
    name,
    isWhole: !/(?:^|\s)more\s*$/.test(parameters),
    // Worked out when the cmdlet is first called: a script calls few of the many there are.
    get parameters() {
      known ??= `${parameters} ${COMMON}`
        .split(/\s+/)
        .filter((word) => word !== 'more' && word !== '')
        .map(parameterOf);
      return known;
    },
    run,
  };
}

function parameterOf(word: string): Parameter {
  const [, mark, name, position, aliases] = /^(\??)(\w+)(?:@(\d+))?(?:\(([\w,]+)\))?$/.exec(word)!;
  return {
    name: name!,
    isSwitch: mark === '?',
    position: position === undefined ? undefined : Number(position),
    aliases: aliases?.split(',') ?? [],
  };
}

/** What a written parameter name means: exactly, by an alias, or as the beginning of one name alone. */
export function parameterNamed(of: Cmdlet, written: string): Parameter | 'ambiguous' | undefined {
  const key = written.toLowerCase();
  const is = (name: string): boolean => name.toLowerCase() === key;
  const exact = of.parameters.find((p) => is(p.name) || p.aliases.some(is));
  if (exact) return exact;
  const begun = of.parameters.filter((p) => [p.name, ...p.aliases].some((name) => name.toLowerCase().startsWith(key)));
  return begun.length > 1 ? 'ambiguous' : begun[0];
}
