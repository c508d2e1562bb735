import { type JsonObject, keyOf } from './json-object.ts';
import { SHAPES, type Shape, type ShapeName } from './shapes.ts';

const ALL = Object.entries(SHAPES) as [ShapeName, Shape][];
const BY_KEY = new Map<string, ShapeName>();
for (const [name, { cmdlet, keys = [] }] of ALL) {
  const noun = keyOf(cmdlet).replace(/^get/, '');
  for (const key of [keyOf(cmdlet), noun, `${noun}s`, ...keys]) if (!BY_KEY.has(key)) BY_KEY.set(key, name);
}
// A word of its own, not a cmdlet: too many things are called so.
for (const vague of ['vm', 'vms', 'cluster', 'clusters', 'dcbx']) BY_KEY.delete(vague);
BY_KEY.set('vms', 'vm');

/** The sort of objects that stand under a key: the name of a cmdlet, its noun, or what collectors call them. */
export function shapeOfKey(key: string): ShapeName | undefined {
  return BY_KEY.get(keyOf(key));
}

/** Whether a key is the name of a cmdlet hvlint knows, `Get-NetAdapter`: then what stands below is its output for certain. */
export function isCmdletKey(key: string): boolean {
  return /^(?:Get-|Win32_)/i.test(key) && BY_KEY.has(keyOf(key));
}

/** The sort of objects behind a CIM class: its noun is that of the cmdlet, with `SettingData` at the end for settings. */
function shapeOfClass(object: JsonObject): ShapeName | undefined {
  const names = [object.text('creationclassname'), object.text('cimclass'), object.object('cimclass')?.text('cimclassname')];
  for (const name of names) {
    const noun = /(?:MSFT|Win32)_\w+$/i
      .exec(name ?? '')?.[0]
      .replace(/^MSFT_/i, '')
      .replace(/SettingData$/i, '');
    const shape = noun && BY_KEY.get(keyOf(noun));
    if (shape) return shape;
  }
  return undefined;
}

/** Where each set of properties is looked up: by one of its members. */
const BY_PROPERTY = new Map<string, { readonly order: number; readonly name: ShapeName; readonly sign: readonly string[] }[]>();
for (const [order, [name, { signs }]] of ALL.entries())
  for (const sign of signs) BY_PROPERTY.set(sign[0]!, [...(BY_PROPERTY.get(sign[0]!) ?? []), { order, name, sign }]);

export interface Recognised {
  readonly shape: ShapeName;
  /** Whether the object itself says what it is, and not only the key it stands under. */
  readonly certain: boolean;
}

/** What an object is: by its class, by the key it stands under, or by its properties. */
export function recognise(object: JsonObject, hint: ShapeName | undefined): Recognised | undefined {
  const byClass = shapeOfClass(object);
  if (byClass) return { shape: byClass, certain: true };
  const has = (keys: readonly string[]): boolean => keys.every((key) => object.fields.has(key));
  const fits = ({ not = [] }: Shape): boolean => !not.some((key) => object.fields.has(key));
  if (hint !== undefined) {
    const shape: Shape = SHAPES[hint];
    if (fits(shape) && has(shape.least)) return { shape: hint, certain: shape.signs.some(has) };
  }
  let found: { order: number; name: ShapeName } | undefined;
  for (const key of object.fields.keys())
    for (const candidate of BY_PROPERTY.get(key) ?? [])
      if ((!found || candidate.order < found.order) && has(candidate.sign) && fits(SHAPES[candidate.name])) found = candidate;
  return found && { shape: found.name, certain: true };
}
