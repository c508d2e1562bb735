import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { unresolvedReferences } from '#model/references';

/** Names that lead nowhere: rules that need what lies behind them stay silent, so the name itself has to be told. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A name that nothing in the estate has',
  since: '0.1.0',
  source: 'hvlint: the input language',
  check(network, { report }) {
    for (const { place, more, containers, message, key } of unresolvedReferences(network)) {
      const elsewhere = containers.filter((container) => at(container, 'name').file !== place.file);
      report(place, message, {
        // The property of a thing says enough; links of a cable map have no names.
        ...(place.entity ? {} : { key }),
        related: [
          ...elsewhere.map((container) => ({
            at: at(container, 'name'),
            message: `the ${container.kind}`,
          })),
          ...more.map((again) => ({ at: again, message: 'the same name' })),
        ],
      });
    }
  },
});
