import { nearest } from '#text/nearest';
import type { Range } from '#text/source-file';
import type { Call } from './call.ts';
import { isDash } from './characters.ts';
import type { Estate } from './machine.ts';
import type { CommandNode, TextNode } from './syntax-tree.ts';

/** Dashes PowerShell does not take for one: hyphen, non-breaking hyphen, figure dash, minus sign. */
const NO_DASH = /^[\u2010\u2011\u2012\u2212]/;

/** What is wrong about how a known cmdlet is called, whatever it does. */
export function checkCall(call: Call): void {
  const { estate, cmdlet } = call;
  checkNames(estate, call.node);
  for (const { written, range, why } of call.unmatched) {
    if (why === 'ambiguous') {
      const meant = cmdlet.parameters.filter((p) => p.name.toLowerCase().startsWith(written.toLowerCase())).map((p) => p.name);
      if (cmdlet.isWhole && !usesVmm(estate))
        estate.report(
          'script/unknown-parameter',
          `${cmdlet.name} cannot tell which parameter -${written} means: ${meant.join(' or ')}`,
          range,
        );
      continue;
    }
    if (!cmdlet.isWhole || usesVmm(estate)) continue;
    const meant = nearest(
      written,
      cmdlet.parameters.map((p) => p.name),
    );
    estate.report(
      'script/unknown-parameter',
      `${cmdlet.name} has no parameter -${written}${meant ? `; did you mean -${meant}?` : ''}`,
      range,
      meant ? { fix: { title: `Write -${meant}`, safe: false, range: () => nameOnly(range, written), text: `-${meant}` } } : {},
    );
  }
  for (const { parameter, written, nameRange } of call.given.values()) {
    if (written === undefined || !parameter.aliases.some((alias) => alias.toLowerCase() === written.toLowerCase())) continue;
    // A key of a table that is splatted is not written as a parameter.
    if (!/-NetLbfo/i.test(cmdlet.name) || written.length > 4 || !isDash(estate.source[nameRange.start])) continue;
    estate.report('script/abbreviated-parameters', `-${written} is short for -${parameter.name}`, nameRange, {
      fix: {
        title: `Write -${parameter.name}`,
        safe: true,
        range: () => nameOnly(nameRange, written),
        text: `-${parameter.name}`,
      },
    });
  }
}

/**
 * Whether a script works with Virtual Machine Manager, whose module has commands of the same names with other parameters: Set-VMHost is
 * Set-SCVMHost there. Source: Microsoft Learn, VirtualMachineManager module.
 */
function usesVmm(estate: Estate): boolean {
  const known = VMM.get(estate);
  if (known !== undefined) return known;
  const uses =
    /\bvirtualmachinemanager\b|\b(?:get|set|new|add|remove|register)-scv(?:mm|irtual|mhost)|\b(?:get|new)-sc(?:logical|native|hostprofile|runas|uplink|library)/i.test(
      estate.source,
    );
  VMM.set(estate, uses);
  return uses;
}

const VMM = new WeakMap<Estate, boolean>();

/** The parameter's name without a value that is joined to it by a colon. */
function nameOnly({ start }: Range, written: string): Range {
  return { start, end: start + 1 + written.length };
}

/** A word that is meant as a parameter but starts with a character PowerShell takes for a letter; undefined for other words. */
export function mistypedParameter(node: TextNode): string | undefined {
  const [first] = node.parts;
  return node.quotes === 'bare' &&
    node.parts.length === 1 &&
    typeof first === 'string' &&
    NO_DASH.test(first) &&
    /^.[A-Za-z]/.test(first)
    ? first.slice(1)
    : undefined;
}

/** Reports a mistyped parameter. */
export function reportMistyped(estate: Estate, node: TextNode): void {
  const { start } = node.range;
  const [first] = node.parts;
  const code = String(first).codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  estate.report(
    'script/non-ascii-hyphen',
    `${String(first)} starts with U+${code}, which PowerShell does not take for a dash: this is an argument, not a parameter`,
    node.range,
    { fix: { title: 'Write -', safe: true, range: () => ({ start, end: start + 1 }), text: '-' } },
  );
}

/**
 * Words of any command that start with such a character, and command names in which one stands for the hyphen. Returns the name that is
 * meant.
 */
export function checkWords(estate: Estate, node: CommandNode, name: string): string {
  const meant = name.replace(/[\u2010\u2011\u2012\u2212]/, '-');
  if (meant === name || !/^[A-Za-z]+-[A-Za-z]+$/.test(meant)) return name;
  const at = node.name.range.start + name.length - name.slice(name.search(/[\u2010\u2011\u2012\u2212]/)).length;
  const code = name
    .codePointAt(at - node.name.range.start)!
    .toString(16)
    .toUpperCase();
  const fix = { title: 'Write -', safe: true, range: () => ({ start: at, end: at + 1 }), text: '-' };
  const literal = estate.source.slice(node.name.range.start, node.name.range.end) === name;
  estate.report(
    'script/non-ascii-hyphen',
    `${name} is written with U+${code}, which PowerShell does not take for a hyphen: there is no such command`,
    node.name.range,
    literal ? { fix } : {},
  );
  return meant;
}

/** Names of things in which such a character stands: the thing that is meant has another name. */
function checkNames(estate: Estate, node: CommandNode): void {
  for (const element of node.elements) {
    if (element.sort !== 'text' || element.quotes === 'bare') continue;
    const text = element.parts.filter((part) => typeof part === 'string').join('');
    const found = /[\u2010\u2011\u2012\u2212]/.exec(text);
    if (!found) continue;
    const code = found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    const written = estate.source.slice(element.range.start, element.range.end);
    estate.report(
      'script/non-ascii-hyphen',
      `the name '${text}' holds U+${code}, which looks like a hyphen and is none: a thing named with - is another`,
      element.range,
      {
        fix: {
          title: 'Write -',
          safe: false,
          range: () => element.range,
          text: written.replaceAll(/[\u2010\u2011\u2012\u2212]/g, '-'),
        },
      },
    );
  }
}
