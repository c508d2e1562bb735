import { expect } from 'vitest';
import type { Dialect } from '#read/dialect/index';
import { forgottenKeys, isPartial } from '#read/forgotten';
import type { SwitchData } from '#read/generated/documents';
import { validateDocument } from '#read/validate';

type Step = string | number;

/** A text as one switch, with what stands at the place of each value. */
export function readSwitch(dialect: Dialect, text: string, path = '/estate/switches/tor1.cfg', name?: string) {
  const documents = dialect({ path, text }, name);
  expect(documents).toHaveLength(1);
  const [document] = documents;
  const data = document!.data as SwitchData;
  expect(validateDocument('switch', structuredClone(data), 0, () => undefined)).toEqual([]);
  return {
    data,
    problems: document!.problems ?? [],
    at: (...steps: Step[]) => {
      const { start, end } = document!.rangeOf(steps);
      return text.slice(start, end);
    },
    port: (port: string) => data.ports?.find((each) => each.name === port),
    channel: (id: string | number) => data.portChannels?.find((each) => each.id === id),
  };
}

/** The properties that a thing has with values nobody can tell. */
export function unknownOf(thing: object | undefined): string[] {
  return [...forgottenKeys(thing ?? {})].sort();
}

export { isPartial };

/** Numbers that are the same in every run. */
export function* random(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

/** Texts that no dialect may stumble over: a sample cut at every character, and with characters changed. */
export function* spoilt(sample: string): Generator<string> {
  for (let length = 0; length <= sample.length; length++) yield sample.slice(0, length);
  const numbers = random(1);
  const next = (below: number): number => Math.floor((numbers.next().value as number) * below);
  for (let i = 0; i < 100; i++) {
    const letters = [...sample];
    for (let n = 0; n < 20; n++) letters[next(letters.length)] = String.fromCharCode(next(n % 2 ? 128 : 65_536));
    yield letters.join('');
  }
}
