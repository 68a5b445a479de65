import {
  type Event,
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
} from 'vscode';
import { grouped } from '../../server/core/grouped.ts';
import { isAtLeast, scanSeverities } from '../../server/scan/model/state.ts';
import { failuresIn, type Placed, plain, resultsIn, type ScanReport, type ScanResult } from './report.ts';

/** Severity, below it checks, below these what they are about. */
export type Node = GroupNode | CheckNode | ResultNode;

interface GroupNode {
  readonly kind: 'group';
  readonly label: string;
  readonly icon: ThemeIcon;
  readonly isOpen: boolean;
  readonly results: readonly Placed[];
}

interface CheckNode {
  readonly kind: 'check';
  readonly results: readonly [Placed, ...Placed[]];
}

interface ResultNode {
  readonly kind: 'result';
  readonly placed: Placed;
}

/** What a node is about; of a check, what it says first. */
export const resultOf = (node: Node | undefined): ScanResult | undefined =>
  node?.kind === 'result' ? node.placed.result : node?.kind === 'check' ? node.results[0].result : undefined;

export class ScanTree implements TreeDataProvider<Node> {
  readonly #changed = new EventEmitter<undefined>();
  #report: ScanReport | undefined;
  /** A file of the workspace declares it. */
  #isDeclared: (result: ScanResult) => boolean = () => false;

  readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

  show(report: ScanReport | undefined, isDeclared: (result: ScanResult) => boolean): void {
    this.#report = report;
    this.#isDeclared = isDeclared;
    this.#changed.fire(undefined);
  }

  getChildren(node?: Node): Node[] {
    switch (node?.kind) {
      case undefined:
        return this.#report ? groupsOf(this.#report) : [];
      case 'group':
        return checksOf(node.results);
      case 'check':
        return node.results.map(placed => ({ kind: 'result', placed }));
      case 'result':
        return [];
    }
  }

  getTreeItem(node: Node): TreeItem {
    switch (node.kind) {
      case 'group':
        return groupItem(node);
      case 'check':
        return checkItem(node);
      case 'result':
        return this.#resultItem(node);
    }
  }

  #resultItem({ placed: { host, result } }: ResultNode): TreeItem {
    const { resource, message, at, state } = result;
    const isAlone = (this.#report?.hosts.length ?? 1) === 1;
    const name = resource.type === 'host' ? (host.name ?? host.target) : resource.name;
    const item = new TreeItem(isAlone ? plain(name) : plain(`${host.name ?? host.target}: ${name}`));
    item.description = message ?? '';
    item.tooltip = [message, result.why, result.remedy, result.waiver?.reason].filter(Boolean).join('\n\n');
    const isOpenable = this.#isDeclared(result) || (at !== undefined && host.target === 'local');
    item.contextValue = `${state}${isOpenable ? '.file' : ''}`;
    return item;
  }
}

function groupsOf(report: ScanReport): Node[] {
  const failures = failuresIn(report);
  const group = (label: string, icon: ThemeIcon, isOpen: boolean, results: readonly Placed[]): Node[] =>
    results.length > 0 ? [{ kind: 'group', label, icon, isOpen, results }] : [];
  const inState = (...states: readonly ScanResult['state'][]) =>
    resultsIn(report).filter(({ result }) => states.includes(result.state) && result.impliedBy === undefined);
  return [
    ...scanSeverities.flatMap(severity =>
      group(
        severity,
        iconOf(severity),
        isAtLeast(severity, 'high'),
        failures.filter(({ result }) => result.severity === severity),
      ),
    ),
    ...group(l10n.t('To review'), new ThemeIcon('eye'), false, inState('review')),
    ...group(l10n.t('Not evaluated'), new ThemeIcon('question'), false, inState('needsRoot', 'unknown', 'error')),
    ...group(l10n.t('Waived'), new ThemeIcon('mute'), false, inState('waived')),
    ...group(l10n.t('Passed'), new ThemeIcon('pass'), false, inState('pass')),
  ];
}

function iconOf(severity: ScanResult['severity']): ThemeIcon {
  if (isAtLeast(severity, 'high')) return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
  return severity === 'medium'
    ? new ThemeIcon('warning', new ThemeColor('list.warningForeground'))
    : new ThemeIcon('info');
}

function checksOf(results: readonly Placed[]): CheckNode[] {
  const byCheck = [...grouped(results, ({ result }) => result.check)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byCheck.map(([, placed]) => ({ kind: 'check', results: placed }));
}

function groupItem({ label, icon, isOpen, results }: GroupNode): TreeItem {
  const state = isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(label, state);
  item.description = String(results.length);
  item.iconPath = icon;
  item.contextValue = 'group';
  return item;
}

function checkItem({ results }: CheckNode): TreeItem {
  const [{ result }] = results;
  const item = new TreeItem(`${result.check}  ${result.title}`, TreeItemCollapsibleState.Collapsed);
  item.description = results.length > 1 ? String(results.length) : plain(result.resource.name);
  item.tooltip = [result.why, result.remedy].filter(Boolean).join('\n\n');
  item.contextValue = `check.${result.state}`;
  return item;
}
