declare const HVLINT_VERSION: string | undefined;

/** Version of the package; put in at build time. */
export const VERSION: string = typeof HVLINT_VERSION === 'undefined' ? '0.0.0-source' : HVLINT_VERSION;
