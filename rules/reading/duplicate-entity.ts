import { defineRule } from '#lint/rule';
import { Nic, TeamMember, TeamNic } from '#model/entity';
import type { Place } from '#model/place';
import { isUnsettled } from '#model/references';

/** Two things of one name within one container: which of them a reference means is nobody's guess. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'Two things have one name where names are unique',
  since: '0.1.0',
  source: 'hvlint: the input language',
  check(network, { report }) {
    for (const { what, name, first, second } of network.duplicates) {
      if (isUnsettled(name) || isObserved(first) || isObserved(second) || isTeamSeenAsAdapter(first, second)) continue;
      // The first interface of a second team of one name: that the teams share it is said already.
      if (second.entity instanceof TeamNic && second.entity.team.nth > 1) continue;
      const container = second.entity instanceof TeamNic ? second.entity.team.parent : second.entity?.parent;
      const whose = container?.name ?? '';
      const message =
        second.entity instanceof TeamMember
          ? `${whose} lists the member ${name} twice`
          : first.entity instanceof Nic && second.entity instanceof TeamNic
            ? `${whose} has an adapter and a team interface that are both named ${name}`
            : `${whose} has two ${what}${/ch$/.test(what) ? 'es' : 's'} named ${name}`;
      report(second, message, { related: [{ at: first, message: 'the first of them' }] });
    }
  },
});

/** A machine cannot have two things of one name: what it seems to say twice is one thing. */
function isObserved({ origin }: Place): boolean {
  return origin?.document.stance === 'observed';
}

/** Get-NetAdapter lists team interfaces too; who copies its list describes the team interface twice and means one thing. */
function isTeamSeenAsAdapter({ entity: first }: Place, { entity: second }: Place): boolean {
  return first instanceof Nic && second instanceof TeamNic && first.data.virtual === true;
}
