import { describe, expect, test } from 'vitest';
import { readCsv } from '#read/dialect/csv';
import { readText } from '#read/read-file';
import { validateDocument } from '#read/validate';
import { spoilt } from './switch-sample.ts';

function read(text: string) {
  const [document] = readCsv({ path: 'cables.csv', text });
  if (document) expect(validateDocument('cabling', structuredClone(document.data), 0, () => undefined)).toEqual([]);
  return {
    links: (document?.data as { links: unknown[] } | undefined)?.links,
    problems: document?.problems ?? [],
    at: (...path: (string | number)[]) => {
      const { start, end } = document!.rangeOf(path);
      return text.slice(start, end);
    },
  };
}

const LINK = { host: 'hv01', nic: 'NIC1', switch: 'tor1', port: 'Ethernet1/1' };

describe('a cable list', () => {
  test.each([
    ['in the order of ours', 'host,nic,switch,port\nhv01,NIC1,tor1,Ethernet1/1\n'],
    [
      'in any order, with other columns',
      'Rack;Switch Port;Switch Name;Colour;Adapter;Server Name\nA1;Ethernet1/1;tor1;blue;NIC1;hv01\n',
    ],
    ['with tabs and line ends of Windows', 'Computer\tNIC\tToR\tPort\r\nhv01\tNIC1\ttor1\tEthernet1/1\r\n'],
    ['with each port beside its device', 'Host,Port,Switch,Port\nhv01,NIC1,tor1,Ethernet1/1'],
    ['with interfaces', 'switch,interface,server,interface\ntor1,Ethernet1/1,hv01,NIC1\n'],
    ['with a server port and a port', 'Server,Server Port,Switch,Port\nhv01,NIC1,tor1,Ethernet1/1\n'],
    ['quoted', '"host","nic","switch","port"\n"hv01", "NIC1" ,"tor1","Ethernet1/1"\n'],
    ['for Excel, with notes', 'sep=;\n# cables of rack 1\n\nhost;nic;switch;port\nhv01;NIC1;tor1;Ethernet1/1\n;;;\n# end;;;\n'],
  ])('is read %s', (_what, text) => {
    expect(read(text).links).toEqual([LINK]);
  });

  test('has a place for every cell', () => {
    const { at } = read('host,nic,switch,port\n hv01 ,"NIC ""1""",tor1,Ethernet1/1\n');
    expect(at('links', 0, 'host')).toBe('hv01');
    expect(at('links', 0, 'nic')).toBe('NIC ""1""');
    expect(at('links', 0, 'port')).toBe('Ethernet1/1');
    expect(at('links')).toBe('host,nic,switch,port');
  });

  test('leaves out rows without an end', () => {
    const { links } = read('host,nic,switch,port\n,,tor1,Ethernet1/9\nhv01,NIC1,tor1\nhv01,NIC1,tor1,Ethernet1/1\n');
    expect(links).toEqual([LINK]);
  });

  test('may have a line end in quotes', () => {
    const { links } = read('host,nic,switch,port,note\nhv01,NIC1,tor1,Ethernet1/1,"two\nlines"\nhv02,NIC1,tor1,Ethernet1/2,\n');
    expect(links).toHaveLength(2);
  });

  test('tells a quote that is never closed, and reads on', () => {
    const { links, problems } = read('host,nic,switch,port\nhv01,"NIC1,tor1,Ethernet1/1\nhv02,NIC1,tor1,Ethernet1/2\n');
    expect(problems.map(({ rule }) => rule)).toEqual(['reading/syntax']);
    expect(links).toContainEqual({ host: 'hv02', nic: 'NIC1', switch: 'tor1', port: 'Ethernet1/2' });
  });
});

test.each([
  ['another table', 'name,age\nx,1\n'],
  ['a port map without hosts', 'Device,Ports,Type,Use\nTOR-1,1-16,SFP28,Server-Nodes\n'],
  ['two columns for one end', 'host,server,nic,switch,port\na,b,c,d,e\n'],
  ['nothing', ''],
])('%s is none of ours', async (_what, text) => {
  expect(read(text).links).toBeUndefined();
  expect((await readText({ path: '/estate/x.csv', text })).foreign).toBe(true);
});

test('hostile input never throws, and takes time by its length', () => {
  const sample = 'host,nic,switch,port\nhv01,"NIC ""1""",tor1,Ethernet1/1\n';
  for (const text of spoilt(sample)) read(text);
  const texts = [
    `host,nic,switch,port\n${'a,b,c,d\n'.repeat(100_000)}`,
    `host,nic,switch,port\n${'"'.repeat(300_000)}`,
    `host,nic,switch,port\n${'"a\n'.repeat(50_000)}`,
    `host,nic,switch,port\n${','.repeat(300_000)}`,
    '\n'.repeat(500_000),
  ];
  const before = performance.now();
  for (const text of texts) readCsv({ path: 'a.csv', text });
  expect(performance.now() - before).toBeLessThan(15_000);
}, 30_000);
