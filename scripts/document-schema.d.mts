/** One schema for every kind of document, made of those in a folder. */
export function documentSchema(folder: string): Record<string, unknown>;
