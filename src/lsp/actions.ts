import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { chooseFixes } from '#fix/choose';
import type { Finding } from '#lint/finding';
import { decode } from '#read/decode';
import { lineOf, lineStart, lineText } from '#text/line-index';
import type { Edit, Range, SourceFile } from '#text/source-file';
import { diagnosticOf } from './diagnostics.ts';
import type { Feature, ServerContext } from './feature.ts';
import { intoConfiguration } from './into-configuration.ts';
import { remedyAction, SHOW_REMEDY, showRemedy } from './remedy-command.ts';
import { silenceLine } from './silence-line.ts';

/** Everything of a file that can be repaired safely, as editors ask for it when they save. */
export const FIX_ALL = 'source.fixAll.hvlint';

/** Repairs, and ways not to hear of a finding again. */
export const codeActions: Feature = {
  capabilities: ({ takesActionLiterals }) => ({
    codeActionProvider: takesActionLiterals ? { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] } : true,
    executeCommandProvider: { commands: [SHOW_REMEDY] },
  }),
  register(context) {
    const { connection, client } = context;
    connection.onCodeAction(async (params) => (client.takesActionLiterals ? new Actions(context).of(params) : []));
    connection.onExecuteCommand(({ command, arguments: given }) => (command === SHOW_REMEDY ? showRemedy(context, given) : null));
  },
};

class Actions {
  constructor(private readonly context: ServerContext) {}

  async of({ textDocument, range, context: { only } }: CodeActionParams): Promise<CodeAction[]> {
    const { session, places } = this.context;
    const file = places.pathOf(textDocument.uri);
    if (file === undefined) return [];
    await session.answered();
    const read = session.file(file);
    if (!read) return [];
    const wants = (kind: string): boolean => only === undefined || only.some((o) => kind === o || kind.startsWith(`${o}.`));
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      const asked = { start: places.offsetAt(read.file, range.start), end: places.offsetAt(read.file, range.end) };
      for (const finding of this.concerned(file, read.file, asked)) actions.push(...(await this.ofFinding(file, finding)));
    }
    if (wants(FIX_ALL)) {
      const made = await session.repairable(this.current(session.findings(file)));
      const edits = made.flatMap(({ fix }) => fix?.edits ?? []);
      if (edits.length > 0) actions.push({ title: 'Fix everything that is safe to fix', kind: FIX_ALL, edit: this.edit(edits) });
    }
    return unique(actions);
  }

  /** Findings in a part of a file; where there are none, those of its lines: not every editor says where its markers are. */
  private concerned(file: string, source: SourceFile, asked: Range): readonly Finding[] {
    const found = this.context.session.findingsIn(file, asked);
    if (found.length > 0) return found;
    const [first, last] = [asked.start, asked.end].map((offset) => lineOf(source, offset) + 1) as [number, number];
    return this.context.session.findingsIn(file, {
      start: lineStart(source, first),
      end: lineStart(source, last) + lineText(source, last).length,
    });
  }

  private async ofFinding(file: string, finding: Finding): Promise<CodeAction[]> {
    const { session } = this.context;
    const { rule, fix } = finding;
    const diagnostics = [diagnosticOf(finding, this.context)];
    const actions: CodeAction[] = [];
    const add = (title: string, edits: readonly Edit[], isPreferred = false): void => {
      actions.push({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics,
        ...(isPreferred ? { isPreferred } : {}),
        edit: this.edit(edits),
      });
    };
    if (fix && this.current([finding]).length > 0) {
      add(fix.safe ? fix.title : `${fix.title} (unsafe: may change more than this)`, fix.edits, fix.safe);
      const alike = session.findings(file).filter((other) => other.rule === rule && other.fix?.safe === fix.safe);
      const { edits, findings } = chooseFixes(this.current(alike), !fix.safe);
      if (findings.length > 1) add(`Fix all ${findings.length} of ${rule.id} in this file${fix.safe ? '' : ' (unsafe)'}`, edits);
    }
    if (finding.remedy) actions.push(remedyAction(finding.remedy, diagnostics));
    const read = session.file(file)!;
    const silent = /^(?:internal|suppression)\//.test(rule.id) ? undefined : silenceLine(read, finding);
    if (silent) add(`Suppress ${rule.id} here, with a reason`, silent);
    const config = session.estateOf(file)?.config;
    const own = config?.sources.at(-1);
    const source = own === undefined ? undefined : this.textOf(own);
    if (config && source)
      for (const { title, edits } of await intoConfiguration(source, finding, config.locked)) add(title, edits);
    return actions;
  }

  /** Findings whose fixes are of the texts as they are now. */
  private current(findings: readonly Finding[]): Finding[] {
    const { session } = this.context;
    return findings.filter(({ fix }) => fix?.edits.every((edit) => session.file(edit.file.path)?.file === edit.file));
  }

  private textOf(file: string): SourceFile | undefined {
    const open = this.context.session.buffer(file);
    if (open) return open;
    try {
      const decoded = decode(readFileSync(path.normalize(file)));
      return 'text' in decoded ? { path: file, text: decoded.text } : undefined;
    } catch {
      return undefined;
    }
  }

  /** As `changes`, which every client takes, unless it has declared the newer form. */
  private edit(edits: readonly Edit[]): WorkspaceEdit {
    const { places, client } = this.context;
    const files = new Map<string, TextEdit[]>();
    for (const { file, range, text } of edits) {
      const edit = { range: places.range(file, range), newText: text };
      const known = files.get(file.path);
      if (known) known.push(edit);
      else files.set(file.path, [edit]);
    }
    if (!client.takesDocumentChanges)
      return { changes: Object.fromEntries([...files].map(([file, own]) => [places.uriOf(file), own])) };
    return {
      documentChanges: [...files].map(([file, own]) => ({
        textDocument: { uri: places.uriOf(file), version: places.versionOf(file) },
        edits: own,
      })),
    };
  }
}

/** What several findings of one line offer alike is offered once. */
function unique(actions: readonly CodeAction[]): CodeAction[] {
  return [...new Map(actions.map((action) => [JSON.stringify([action.title, action.edit, action.command]), action])).values()];
}
