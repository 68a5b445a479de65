import {
  type ExtensionContext,
  env,
  ProcessExecution,
  type ProviderResult,
  Task,
  type TaskDefinition,
  TaskPanelKind,
  type TaskProvider,
  TaskRevealKind,
  TaskScope,
  workspace,
} from 'vscode';

export const taskType = 'podseal';

/** What tasks.json may say. */
interface ScanDefinition extends TaskDefinition {
  readonly target?: string | readonly string[];
  readonly profile?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly failOn?: string;
  readonly output?: readonly string[];
}

/** Gives tasks of tasks.json their process: the command line of this very extension. */
export const scanTasks = (context: ExtensionContext): TaskProvider => ({
  provideTasks: (): ProviderResult<Task[]> =>
    workspace.isTrusted ? [scanTask(context, { type: taskType, target: 'local' }, 'scan this host')] : [],
  resolveTask: ({ definition, name, scope }): ProviderResult<Task> =>
    workspace.isTrusted ? scanTask(context, definition as ScanDefinition, name, scope) : undefined,
});

export function scanTask(
  context: ExtensionContext,
  definition: ScanDefinition,
  name: string,
  scope: Task['scope'] = workspace.workspaceFolders?.[0] ?? TaskScope.Workspace,
): Task {
  // A list of arguments, which no shell reads.
  const args = [context.asAbsolutePath('dist/cli.js'), 'scan', ...argumentsOf(definition)];
  const cwd = workspace.workspaceFolders?.[0]?.uri.fsPath;
  const execution = new ProcessExecution(process.execPath, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: {
      // On a desktop the process that runs extensions is VS Code's own.
      ELECTRON_RUN_AS_NODE: '1',
      LC_ALL: /^ja\b/.test(env.language) ? 'ja_JP.UTF-8' : 'en_US.UTF-8',
    },
  });
  return terminalTask(definition, scope ?? TaskScope.Workspace, name, execution);
}

/** A task whose terminal is shown, and is its own. */
export function terminalTask(
  definition: TaskDefinition,
  scope: NonNullable<Task['scope']>,
  name: string,
  execution: ProcessExecution,
): Task {
  const task = new Task(definition, scope, name, 'podseal', execution, []);
  task.presentationOptions = {
    reveal: TaskRevealKind.Always,
    panel: TaskPanelKind.Dedicated,
    clear: true,
    showReuseMessage: false,
  };
  return task;
}

const argumentsOf = ({ target, profile, only, skip, failOn, output }: ScanDefinition): string[] => [
  ...repeated('target', target),
  ...repeated('profile', profile),
  ...repeated('only', only),
  ...repeated('skip', skip),
  ...repeated('fail-on', failOn),
  ...repeated('output', output),
];

/** `--name=value`, so that no value is taken for an option. */
const repeated = (name: string, given: string | readonly string[] | undefined): string[] =>
  [given ?? []].flat().map(value => `--${name}=${value}`);
