import { ProcessExecution, Task, type TaskDefinition, type TaskProvider, tasks, type WorkspaceFolder, workspace } from 'vscode';
import type { Bundled } from './bundled.ts';

/** A task as `tasks.json` has it. */
interface HvlintTask extends TaskDefinition {
  readonly paths?: readonly string[];
}

/** Tasks of the type `hvlint`: one for each folder, and those of `tasks.json`. */
export class LintTasks implements TaskProvider {
  constructor(private readonly bundled: Bundled) {}

  provideTasks(): Task[] {
    return (workspace.workspaceFolders ?? []).map((folder) => this.taskFor(folder, { type: 'hvlint' }));
  }

  resolveTask(task: Task): Task | undefined {
    const { scope } = task;
    return typeof scope === 'object' ? this.taskFor(scope, task.definition as HvlintTask) : undefined;
  }

  /** Lints every folder, with its problems as markers. */
  async lintAll(): Promise<void> {
    for (const task of this.provideTasks()) await tasks.executeTask(task);
  }

  private taskFor(folder: WorkspaceFolder, definition: HvlintTask): Task {
    const { program, env } = this.bundled.node;
    // Behind `--` nothing is a flag, whatever a workspace writes as a path.
    const paths = (definition.paths ?? []).filter((given) => typeof given === 'string');
    const args = [this.bundled.script, 'lint', '-f', 'unix', ...(paths.length > 0 ? ['--', ...paths] : [])];
    const execution = new ProcessExecution(program, args, { cwd: folder.uri.fsPath, env: { ...env } });
    return new Task(definition, folder, 'lint', 'hvlint', execution, '$hvlint');
  }
}
