import type { CodeAction } from 'vscode-languageserver';
import { touches } from '../../core/span.ts';
import { say } from '../../core/text.ts';
import { toWorkspaceEdit } from '../edits.ts';
import { hardening } from '../features/hardening.ts';
import { featuresOf } from '../features/registry.ts';
import { refactorHarden } from './kinds.ts';
import type { ActionRequest } from './request.ts';

/** Brings the container and the pod around the cursor to a standard, in one edit each. */
export function harden({ result, offset, client }: ActionRequest): CodeAction[] {
  const { kind, model, settings, workspace, text, document } = result;
  const features = kind && featuresOf(kind);
  const unit = model?.units.findLast(({ start }) => start <= offset);
  if (!features?.hardenable || !unit || !model || !settings) return [];
  const at = offset - unit.start;
  const pod = features.hardenable(unit.content).findLast(([pod]) => pod && touches(pod.span, at)) ?? [];
  const here = pod.filter(({ span }) => touches(span, at)).reverse();
  return here.flatMap(target => {
    const file = { text, units: model.units, settings, workspace, features };
    const done = hardening(file, unit, target);
    if (!done) return [];
    const edit = toWorkspaceEdit(document, done.edits, client);
    return [{ title: say(done.title, client.locale), kind: refactorHarden, edit }];
  });
}
