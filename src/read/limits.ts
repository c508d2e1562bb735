/** Largest file that is read, in bytes. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Longest script, in characters: its syntax tree is held whole, and takes many times the room of the text. */
export const MAX_SCRIPT_LENGTH = 8 * 1024 * 1024;
/** Deepest nesting of lists and mappings. */
export const MAX_DEPTH = 200;
/** Most values that the aliases of one YAML file may stand for. */
export const MAX_ALIAS_NODES = 100_000;
