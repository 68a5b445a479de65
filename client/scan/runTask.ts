import { Disposable, l10n, type Task, tasks, window, workspace } from 'vscode';

/** Programs run in trusted workspaces alone; elsewhere the person is told why nothing happens. */
export function mayStartPrograms(): boolean {
  if (!workspace.isTrusted) {
    void window.showWarningMessage(l10n.t('A scan starts programs, which needs a trusted workspace.'));
  }
  return workspace.isTrusted;
}

/** Runs a task to its end. @returns its exit code; undefined if it was cancelled or never started */
export async function runTask(task: Task): Promise<number | undefined> {
  let listening: Disposable | undefined;
  try {
    return await new Promise<number | undefined>((resolve, reject) => {
      const isOurs = (other: Task) => other === task || other.definition['run'] === task.definition['run'];
      listening = Disposable.from(
        tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
          if (isOurs(execution.task)) resolve(exitCode);
        }),
        // Of a task without a process there is no other end.
        tasks.onDidEndTask(({ execution }) => {
          if (isOurs(execution.task)) setTimeout(() => resolve(undefined), 1000);
        }),
      );
      tasks.executeTask(task).then(undefined, reject);
    });
  } finally {
    listening?.dispose();
  }
}
