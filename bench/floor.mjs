// The floor that hvlint is measured against. FROZEN: it shares no code with src and is not tuned.
// Finds the files with globby, reads them, and builds values: for YAML with the position of every value, from js-yaml's events;
// for JSON with JSON.parse.
import { readFileSync } from 'node:fs';
import { globby } from 'globby';
import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE_PLAIN,
} from 'js-yaml';

const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

function resolve(text) {
  const c = text.charCodeAt(0);
  if ((c >= 48 && c <= 57) || c === 43 || c === 45 || c === 46) return NUMBER.test(text) ? Number(text) : text;
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null' || text === '~' || text === '') return null;
  return text;
}

function build(source) {
  const documents = [];
  const anchors = new Map();
  const stack = [];
  let frame;
  const add = (value, start, end) => {
    if (!frame) {
      documents.push({ value, start, end });
      return;
    }
    if (frame.items) {
      frame.items.push(value);
      frame.starts.push(start);
      frame.ends.push(end);
    } else if (frame.key === undefined) frame.key = String(value);
    else {
      frame.object[frame.key] = value;
      frame.starts.push(start);
      frame.ends.push(end);
      frame.key = undefined;
    }
  };
  for (const event of parseEvents(source, { maxDepth: 200 })) {
    switch (event.type) {
      case EVENT_SCALAR: {
        const text =
          event.valueStart < 0 ? '' : event.fast ? source.slice(event.valueStart, event.valueEnd) : getScalarValue(source, event);
        const value = event.style === SCALAR_STYLE_PLAIN ? resolve(text) : text;
        if (event.anchorStart >= 0) anchors.set(source.slice(event.anchorStart, event.anchorEnd), value);
        add(value, event.valueStart, event.valueEnd);
        break;
      }
      case EVENT_MAPPING:
      case EVENT_SEQUENCE: {
        const value = event.type === EVENT_MAPPING ? {} : [];
        if (event.anchorStart >= 0) anchors.set(source.slice(event.anchorStart, event.anchorEnd), value);
        add(value, event.start, event.start);
        stack.push(frame);
        frame = { object: value, items: event.type === EVENT_SEQUENCE ? value : undefined, key: undefined, starts: [], ends: [] };
        break;
      }
      case EVENT_ALIAS:
        add(anchors.get(source.slice(event.anchorStart, event.anchorEnd)), event.anchorStart, event.anchorEnd);
        break;
      case EVENT_POP:
        if (frame) frame = stack.pop();
        break;
      case EVENT_DOCUMENT:
        anchors.clear();
    }
  }
  return documents;
}

const files = await globby(['**/*.{yaml,yml,json,cfg,conf,config,txt,log,ps1,psm1,psd1,csv}', '**/!(*.*)'], {
  cwd: process.argv[2],
  absolute: true,
  gitignore: true,
  followSymbolicLinks: false,
  suppressErrors: true,
});
let bytes = 0;
const kept = [];
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  bytes += text.length;
  kept.push(file.endsWith('.json') ? JSON.parse(text) : build(text));
}
console.log(`${kept.length} files, ${bytes} characters`);
