import { idStep } from './names.ts';

/** The id of a thing that may have no entity: a host, switch or cluster that is only named somewhere. */
export function thingId(kind: string, name: string, parent?: string): string {
  return parent === undefined ? idStep(kind, name) : `${parent}/${idStep(kind, name)}`;
}

/** An id and those of everything around it, from inside out. */
export function stepsUp(id: string): string[] {
  const steps = id.split('/');
  return steps.map((_, i) => steps.slice(0, steps.length - i).join('/'));
}
