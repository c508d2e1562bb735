import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { teamingMode } from '#model/defaults';
import { inRange } from '#model/os';
import { at, keyOf } from '#model/place';
import { RELEASES } from '#model/releases';

export default defineRule({
  about: 'team',
  severity: 'info',
  title: 'A team has an LACP timer, but does not use LACP',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netlbfo/set-netlbfoteam',
  check(team, { report }) {
    const { lacpTimer } = team.data;
    const { os } = team.host;
    const place = keyOf(team, 'lacpTimer');
    // A machine shows a timer for teams of every mode; only who wrote one meant something by it.
    if (lacpTimer === undefined || !isDeclared(place)) return;
    // Where no release has the timer at all, that is the mistake.
    if (os !== undefined && !inRange(os, RELEASES.lacpTimer)) return;
    const mode = teamingMode(team);
    if (!mode || mode.value === 'Lacp') return;
    const how = mode.known === 'default' ? `${mode.value} by default` : mode.value;
    report(
      place,
      `the team ${team.name} of ${team.host.name} has the LACP timer ${lacpTimer}, but is ${how}: the timer does nothing`,
      {
        related: [{ at: mode.known === 'written' ? at(team, 'teamingMode') : at(team, 'name'), message: 'the team' }],
      },
    );
  },
});
