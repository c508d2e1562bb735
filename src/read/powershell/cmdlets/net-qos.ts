import type { Draft, DraftList } from '../../draft.ts';
import type { Call } from '../call.ts';
import { cmdlet } from '../cmdlet.ts';
import { takeEnumerated } from '../enumeration.ts';
import { likes } from '../evaluate.ts';
import { type Computer, listOf } from '../machine.ts';
import { propertiesOf, sectionProperties } from '../properties.ts';
import { booleanOf, take } from '../take.ts';
import { itemsOf, textOf, type Value } from '../value.ts';

const CIM = 'CimSession(Session) ThrottleLimit ?AsJob';
/** Settings of one adapter, which our documents have no place for. */
const ONE_ADAPTER = 'InterfaceAlias@1(IfAlias) InterfaceIndex(IfIndex)';

/** Conditions and actions of a policy, with their aliases. */
const POLICY = [
  'AppPathNameMatchCondition(ApplicationName,AppPathName,App)',
  'UserMatchCondition(User,Sid)',
  'IPProtocolMatchCondition(IPProtocol,Protocol)',
  'IPPortMatchCondition(IPPort,Port)',
  'IPSrcPortMatchCondition(IPSrcPort,SourcePort,SrcPort,Sp)',
  'IPSrcPortStartMatchCondition(IPSrcPortStart)',
  'IPSrcPortEndMatchCondition(IPSrcPortEnd)',
  'IPDstPortMatchCondition(IPDstPort,DestinationPort,DestPort,DstPort,Dp)',
  'IPDstPortStartMatchCondition(IPDstPortStart)',
  'IPDstPortEndMatchCondition(IPDstPortEnd)',
  'IPSrcPrefixMatchCondition(IPSrcPrefix,SourceAddress,Src,SrcAddr,SrcIP,Sa)',
  'IPDstPrefixMatchCondition(IPDstPrefix,DestinationAddress,Dst,Dest,DstAddr,DestAddr,DstIP,DestIP,Dsti,Da)',
  'NetDirectPortMatchCondition(NetDirectPort,NetworkDirectPort,NdPort)',
  'URIMatchCondition(URI,Url)',
  'URIRecursiveMatchCondition(URIRecursive,UrlRecursive,Recursive)',
  'DSCPAction(DSCPValue,DSCP)',
  'MinBandwidthWeightAction(MinBandwidthWeight,MinBWW,Weight)',
  'PriorityValue8021Action(PriorityValue8021,PriorityValue,Dot1p,Pri)',
  'ThrottleRateActionBitsPerSecond(ThrottleRateAction,ThrottleRate,Throttle,MaxBw)',
  'ThrottleRateActionBytesPerSecond',
  'NetworkProfile Precedence PolicyStore(Store)',
].join(' ');

/** Built-in matches, each a switch of New-NetQosPolicy. */
const TEMPLATES: readonly (readonly [parameter: string, template: string])[] = [
  ['SMB', 'SMB'],
  ['LiveMigration', 'LiveMigration'],
  ['iSCSI', 'iSCSI'],
  ['NFS', 'NFS'],
  ['Cluster', 'Cluster'],
  ['FCOE', 'FCoE'],
  ['Default', 'Default'],
];

/**
 * QoS policies and data-centre bridging. Parameters, their order and aliases: https://learn.microsoft.com/powershell/module/netqos/ and
 * https://learn.microsoft.com/powershell/module/dcbqos/ (the union of the releases 2012 to 2025).
 */
export const NET_QOS = [
  cmdlet('New-NetQosPolicy', `Name@0 ?SMB ?LiveMigration ?iSCSI ?NFS ?Cluster ?FCOE ?Default ${POLICY} ${CIM}`, newPolicy),
  cmdlet('Set-NetQosPolicy', `Name@0 InputObject TemplateMatchCondition(Template) ?PassThru ${POLICY} ${CIM}`, setPolicy),
  cmdlet('Get-NetQosPolicy', `Name@0 PolicyStore(Store) ${CIM}`, (call) => thingsOf(call, 'qos-policy')),
  cmdlet('Remove-NetQosPolicy', `Name@0 InputObject PolicyStore(Store) ?PassThru ${CIM}`, (call) =>
    remove(call, 'policies', 'qos-policy'),
  ),
  cmdlet(
    'New-NetQosTrafficClass',
    `Name@0 Algorithm@1(Tsa) Priority@2(Pri,p) BandwidthPercentage(Bandwidth,Bw) InterfaceAlias(IfAlias) InterfaceIndex(IfIndex) ${CIM}`,
    newClass,
  ),
  cmdlet(
    'Set-NetQosTrafficClass',
    `Name@0 Algorithm(Tsa) Priority(Pri,p) BandwidthPercentage(Bandwidth,Bw) ${ONE_ADAPTER} InputObject ?PassThru ${CIM}`,
    setClass,
  ),
  cmdlet('Get-NetQosTrafficClass', `Name@0 ${ONE_ADAPTER} ${CIM}`, (call) => thingsOf(call, 'traffic-class')),
  cmdlet('Remove-NetQosTrafficClass', `Name@0 ${ONE_ADAPTER} InputObject ?PassThru ${CIM}`, (call) =>
    remove(call, 'trafficClasses', 'traffic-class'),
  ),
  cmdlet('Enable-NetQosFlowControl', `Priority@0 ${ONE_ADAPTER} InputObject ?PassThru ${CIM}`, (call) => flowControl(call, true)),
  cmdlet('Disable-NetQosFlowControl', `Priority@0 ${ONE_ADAPTER} InputObject ?PassThru ${CIM}`, (call) =>
    flowControl(call, false),
  ),
  cmdlet('Set-NetQosFlowControl', `Priority@0 ${ONE_ADAPTER} Enabled InputObject ?PassThru ${CIM}`, (call) => {
    const enabled = call.arg('Enabled');
    return enabled ? flowControl(call, booleanOf(enabled)) : undefined;
  }),
  cmdlet('Get-NetQosFlowControl', `Priority@0 ${ONE_ADAPTER} ${CIM}`),
  cmdlet(
    'Set-NetQosDcbxSetting',
    `InterfaceAlias@0(IfAlias) InterfaceIndex(IfIndex) Willing InputObject ?PassThru ${CIM}`,
    (call) => {
      const willing = call.arg('Willing');
      if (!willing || ofOneAdapter(call)) return undefined;
      for (const computer of call.computers)
        take(qosOf(computer, call).section('dcbx', call.nameRange), 'willing', willing, 'boolean');
      return undefined;
    },
  ),
  cmdlet('Get-NetQosDcbxSetting', `InterfaceAlias@0(IfAlias) InterfaceIndex(IfIndex) ${CIM}`),
  ...['TrafficClass', 'FlowControl', 'DcbxSetting'].map((noun) =>
    cmdlet(`Switch-NetQos${noun}`, `PolicySet@0 ${ONE_ADAPTER} ${CIM}`),
  ),
];

function qosOf(computer: Computer, call: Call): Draft {
  const qos = computer.draft.section('qos', call.nameRange);
  qos.created = false;
  qos.properties = sectionProperties('host', ['qos']);
  return qos;
}

function listed(computer: Computer, call: Call, key: 'policies' | 'trafficClasses'): DraftList {
  const sort = key === 'policies' ? 'host/qosPolicy' : 'host/trafficClass';
  return listOf(qosOf(computer, call), key, call.nameRange, propertiesOf(sort));
}

function ofOneAdapter(call: Call): boolean {
  return call.given.has('interfacealias') || call.given.has('interfaceindex');
}

function thingsOf(call: Call, of: 'qos-policy' | 'traffic-class'): Value {
  const names = call.names('Name');
  const all = !ofOneAdapter(call) && (!call.given.has('name') || names?.some((name) => textOf(name)?.trim() === '*') === true);
  return {
    sort: 'things',
    things: { of, names: call.given.has('name') ? names : undefined, hosts: call.computers.map((each) => each.name), all },
    range: call.range,
  };
}

function newPolicy(call: Call): undefined {
  const name = call.arg('Name');
  const text = textOf(name);
  if (!name || text === undefined) return undefined;
  for (const computer of call.computers) {
    const policy = listed(computer, call, 'policies').at(text, name.range);
    policy.created = true;
    const template = TEMPLATES.find(([parameter]) => call.on(parameter) === true);
    if (template) policy.set('template', template[1], call.given.get(template[0].toLowerCase())!.nameRange);
    policySettings(call, policy);
  }
  return undefined;
}

function policySettings(call: Call, policy: Draft): void {
  for (const parameter of [
    'NetDirectPortMatchCondition',
    'IPPortMatchCondition',
    'PriorityValue8021Action',
    'MinBandwidthWeightAction',
    'ThrottleRateActionBitsPerSecond',
    'Precedence',
  ])
    take(policy, keyOf(parameter), call.arg(parameter), 'number');
  take(policy, 'dscpAction', call.arg('DSCPAction'), 'number');
  take(policy, 'policyStore', call.arg('PolicyStore'), 'text');
  if (call.arg('NetworkProfile'))
    takeEnumerated(call, policy, 'networkProfile', 'NetworkProfile', 'host', ['qos', 'policies', 0, 'networkProfile']);
  if (call.arg('TemplateMatchCondition'))
    takeEnumerated(call, policy, 'template', 'TemplateMatchCondition', 'host', ['qos', 'policies', 0, 'template']);
}

/** The name our documents give a parameter: `IPPortMatchCondition` is ipPortMatchCondition. */
function keyOf(parameter: string): string {
  return parameter.replace(/^(?:IP|[A-Z])/, (start) => start.toLowerCase());
}

/** The known items of a list that a call is about, by name or as the pipeline hands them in. */
function subjects(call: Call, list: DraftList, of: 'qos-policy' | 'traffic-class'): readonly Draft[] {
  const names = call.subjects('Name', of)?.map((name) => textOf(name)!);
  if (!names) return isEvery(call, of) ? list.all : [];
  for (const [i, name] of names.entries()) if (!/[*?[]/.test(name)) list.at(name, call.subjects('Name', of)![i]!.range);
  return list.all.filter((draft) => names.some((name) => likes(String(draft.get('name')), name)));
}

function isEvery(call: Call, of: 'qos-policy' | 'traffic-class'): boolean {
  if (ofOneAdapter(call)) return false;
  if (call.given.has('name')) return call.names('Name')?.some((name) => textOf(name)?.trim() === '*') === true;
  const input = call.input ?? call.arg('InputObject');
  return input === undefined || (input.sort === 'things' && input.things.of === of && input.things.all === true);
}

function setPolicy(call: Call): undefined {
  for (const computer of call.computers)
    for (const policy of subjects(call, listed(computer, call, 'policies'), 'qos-policy')) policySettings(call, policy);
  return undefined;
}

/**
 * Takes items away. When all traffic classes are gone, those that are made later are all there are; policies may come from other
 * stores.
 */
function remove(call: Call, key: 'policies' | 'trafficClasses', of: 'qos-policy' | 'traffic-class'): undefined {
  if (ofOneAdapter(call)) return undefined;
  for (const computer of call.computers) {
    const list = listed(computer, call, key);
    if (isEvery(call, of)) {
      list.clear();
      if (key === 'trafficClasses' && call.estate.certainty.level === 'certain') list.whole = true;
      continue;
    }
    const names = call.subjects('Name', of)?.map((name) => textOf(name)!);
    // Nobody can tell which ones go.
    if (!names) qosOf(computer, call).lose(key);
    else list.removeWhere((draft) => names.some((name) => likes(String(draft.get('name')), name)));
  }
  return undefined;
}

function newClass(call: Call): undefined {
  const name = call.arg('Name');
  const text = textOf(name);
  if (!name || text === undefined || ofOneAdapter(call)) return undefined;
  for (const computer of call.computers) {
    const made = listed(computer, call, 'trafficClasses').at(text, name.range);
    made.created = true;
    classSettings(call, made);
  }
  return undefined;
}

function classSettings(call: Call, draft: Draft): void {
  const priority = call.arg('Priority');
  if (priority) take(draft, 'priority', priority, itemsOf(priority)?.length === 1 ? 'number' : 'list');
  if (priority?.sort === 'list' && priority.items.length === 1) take(draft, 'priority', priority.items[0], 'number');
  take(draft, 'bandwidthPercentage', call.arg('BandwidthPercentage'), 'number');
  if (call.arg('Algorithm'))
    takeEnumerated(call, draft, 'algorithm', 'Algorithm', 'host', ['qos', 'trafficClasses', 0, 'algorithm']);
}

function setClass(call: Call): undefined {
  if (ofOneAdapter(call)) return undefined;
  for (const computer of call.computers)
    for (const draft of subjects(call, listed(computer, call, 'trafficClasses'), 'traffic-class')) classSettings(call, draft);
  return undefined;
}

const PRIORITIES = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * Priorities are switched one by one; the list is whole when all eight were said. `on` undefined: nobody can tell which way.
 */
function flowControl(call: Call, on: boolean | undefined): undefined {
  const input = call.input?.sort === 'things' ? undefined : call.input;
  const priorities = itemsOf(call.arg('Priority') ?? input);
  if (ofOneAdapter(call)) return undefined;
  for (const computer of call.computers) {
    const qos = qosOf(computer, call);
    const numbers = priorities?.map((value) => Number(textOf(value)));
    if (on === undefined || !numbers || numbers.some((n) => !PRIORITIES.includes(n))) {
      // A number that is no priority is shown as it is; what is not known makes all unknown.
      const wrong = on && numbers?.every(Number.isInteger);
      if (wrong) for (const [i, n] of (numbers ?? []).entries()) qos.addTo('flowControl', n, priorities![i]!.range);
      else loseFlowControl(computer, qos);
      continue;
    }
    for (const [i, number] of numbers.entries()) switchPriority(call, computer, qos, { number, value: priorities![i]!, on });
  }
  return undefined;
}

function switchPriority(
  call: Call,
  computer: Computer,
  qos: Draft,
  { number, value, on }: { number: number; value: Value; on: boolean },
): void {
  const { level } = call.estate.certainty;
  if (level === 'either') {
    loseFlowControl(computer, qos);
    return;
  }
  if (on) qos.addTo('flowControl', number, value.range);
  else qos.takeFrom('flowControl', (each) => each === number);
  if (level !== 'certain') return;
  computer.saidPriorities.add(number);
  if (computer.saidPriorities.size === PRIORITIES.length) qos.completeList('flowControl', value.range);
}

function loseFlowControl(computer: Computer, qos: Draft): void {
  qos.lose('flowControl');
  computer.saidPriorities.clear();
}
