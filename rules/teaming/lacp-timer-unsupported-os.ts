import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { osText } from '#model/os';
import { keyOf } from '#model/place';
import { releasePlaces } from '#model/release-place';
import { RELEASES } from '#model/releases';

export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A team has an LACP timer on a release that has no choice of it',
  versions: RELEASES.alwaysFastLacp,
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/powershell/module/netlbfo/new-netlbfoteam (help of 2012 R2); MicrosoftDocs/windowsserverdocs pull request 3367',
  check(team, { report }) {
    const { lacpTimer } = team.data;
    const place = keyOf(team, 'lacpTimer');
    if (lacpTimer === undefined || !isDeclared(place)) return;
    const { host } = team;
    report(
      place,
      `the team ${team.name} has the LACP timer ${lacpTimer}, but ${osText(host.os!)} on ${host.name} knows no -LacpTimer`,
      { related: releasePlaces(host) },
    );
  },
});
