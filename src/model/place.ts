import type { Document } from '#read/document';
import type { Path, Range, SourceFile } from '#text/source-file';
import type { Entity } from './entity.ts';
import { nameOfItem } from './item-name.ts';

/** Where something is written, by reference: offsets are worked out only for findings. */
export interface Place {
  readonly file: SourceFile;
  range(): Range;
  /** What it is written about; undefined for a place in a file that is no thing's. */
  readonly entity?: Entity;
  /** Pointer from the entity to the property; list items by name where they have one. Empty for the entity itself. */
  readonly property: string;
  /** The document the value stands in, and its path there; undefined for a place that is only a range. */
  readonly origin?: { readonly document: Document; readonly path: Path };
}

/** Keys of the data of an entity, also where the data may be a bare name. */
type PropertyOf<E extends Entity> = E extends Entity<infer D> ? keyof Extract<D, object> & string : never;

/**
 * The place of an entity, of a property of it, or of something deeper in that property. A property that is not written has the
 * place of the entity. A misspelt property does not compile.
 */
export function at<E extends Entity>(entity: E, property?: PropertyOf<E>, ...deeper: (string | number)[]): Place {
  const below: Path = property === undefined ? [] : [property, ...deeper];
  return placeIn(entity, below, 'value');
}

/** The same for a path that is worked out. */
export function atPath(entity: Entity, below: Path): Place {
  return placeIn(entity, below, 'value');
}

/** The place of the key of a property, for what is wrong because it is there at all. */
export function keyOf<E extends Entity>(entity: E, property: PropertyOf<E>, ...deeper: (string | number)[]): Place {
  return placeIn(entity, [property, ...deeper], 'key');
}

/** Rules make many places and report few: everything but the reference is worked out when asked. */
class EntityPlace implements Place {
  private source: { readonly document: Document; readonly path: Path } | undefined;

  constructor(
    readonly entity: Entity,
    private readonly below: Path,
    private readonly part: 'key' | 'value',
  ) {}

  get origin(): { readonly document: Document; readonly path: Path } {
    this.source ??= this.entity.tree.source([...this.entity.path, ...this.below]);
    return this.source;
  }

  get file(): SourceFile {
    return this.origin.document.file;
  }

  get property(): string {
    return pointer(this.entity, this.below);
  }

  range(): Range {
    return this.origin.document.rangeOf(this.origin.path, this.part);
  }
}

function placeIn(entity: Entity, below: Path, part: 'key' | 'value'): Place {
  return new EntityPlace(entity, below, part);
}

/** A place that is only a part of a file. */
export function inFile(file: SourceFile, range: Range | (() => Range)): Place {
  return { file, range: typeof range === 'function' ? range : () => range, property: '' };
}

/** The place of a path of a document. */
export function inDocument(document: Document, path: Path, part?: 'key' | 'value'): Place {
  return {
    file: document.file,
    range: () => document.rangeOf(path, part),
    property: pointer(undefined, path),
    origin: { document, path },
  };
}

function pointer(entity: Entity | undefined, below: Path): string {
  let value: unknown = entity?.data;
  return below
    .map((step) => {
      value = (value as Record<string | number, unknown> | undefined)?.[step];
      const name = typeof step === 'number' ? itemName(value) : undefined;
      return `/${(name ?? String(step)).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    })
    .join('');
}

function itemName(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  if (item === null || typeof item !== 'object') return undefined;
  const { name } = item as Record<string, unknown>;
  return typeof name === 'string' ? name : nameOfItem(item);
}
