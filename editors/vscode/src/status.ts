import { type Disposable, languages, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { shownProblems } from './server.ts';

/** The item at the bottom: whether hvlint runs, and what it has found. */
export class Status implements Disposable {
  private readonly item: StatusBarItem;
  private readonly listener: Disposable;
  private state: State | undefined;

  constructor() {
    this.item = window.createStatusBarItem('hvlint.status', StatusBarAlignment.Left);
    this.item.name = 'hvlint';
    this.listener = languages.onDidChangeDiagnostics(() => this.show());
    this.show();
    this.item.show();
  }

  /** Follows a client; without one hvlint is off. */
  follow(client: LanguageClient | undefined): Disposable | undefined {
    this.state = client?.state;
    this.show();
    return client?.onDidChangeState(({ newState }) => {
      this.state = newState;
      this.show();
    });
  }

  dispose(): void {
    this.listener.dispose();
    this.item.dispose();
  }

  private show(): void {
    const { item, state } = this;
    item.backgroundColor = undefined;
    if (state === undefined) {
      item.text = '$(circle-slash) hvlint';
      item.tooltip = 'hvlint is switched off (hvlint.enable)';
      item.command = { command: 'workbench.action.openSettings', title: 'Settings', arguments: ['hvlint.enable'] };
    } else if (state === State.Starting) {
      item.text = '$(loading~spin) hvlint';
      item.tooltip = 'hvlint is starting';
      item.command = 'hvlint.showLog';
    } else if (state !== State.Running) {
      item.text = '$(error) hvlint';
      item.tooltip = 'hvlint is not running; its log says why';
      item.backgroundColor = new ThemeColor('statusBarItem.errorBackground');
      item.command = 'hvlint.showLog';
    } else {
      const { errors, warnings, others } = shownProblems();
      const icon = errors > 0 ? '$(error)' : warnings > 0 ? '$(warning)' : '$(check)';
      item.text = `${icon} hvlint${errors + warnings > 0 ? ` ${errors}/${warnings}` : ''}`;
      item.tooltip = `hvlint: ${errors} errors, ${warnings} warnings, ${others} notes`;
      item.command = 'workbench.actions.view.problems';
    }
  }
}
