/** `{{ value }}`, `{% if %}` and `{# comment #}`, but not two braces before a key. */
const placeholder = /\{\{(?!\s*"[^"\n]*"\s*:)[^{}\n]+\}\}|\{%(?:[^%\n]*%\})?|\{#[^#\n]*#\}/g;

/**
 * How many places of a text are filled in (by Ansible, Helm, chezmoi) before Podman reads it. Where all of them stand in
 * texts in quotes and in comments, only those are unknown: the file has its form, and the rest of it says what it says.
 */
export const countPlaceholders = (text: string): number =>
  /\{[{%#]/.test(text) ? (text.match(placeholder)?.length ?? 0) : 0;
