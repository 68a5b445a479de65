/** An image that a file names. */
export interface NamedImage {
  readonly name: string;
  readonly line: number;
  /** Of the name in its line. */
  readonly start: number;
}

const from = /^\s*FROM\s+(?:--\S+\s+)*["']?([^\s"']+)["']?(?:\s+AS\s+(\S+))?/i;
const inYaml = /^\s*(?:-\s+)?["']?image["']?\s*:\s*["']?([^\s"'#]+)/;
const inUnit = /^\s*Image\s*=\s*(\S+)/;
/** Nothing that a program could take for an option, and nothing that has still to be filled in. */
const reference = /^[a-z0-9][\w.:/@-]*$/i;

/** The images of a Containerfile, of kube or compose YAML, or of a Quadlet unit, without its own stages. */
export function imagesIn(path: string, languageId: string, text: string): NamedImage[] {
  const pattern = languageId === 'dockerfile' ? from : /\.(?:container|image|volume)$/.test(path) ? inUnit : inYaml;
  const stages = new Set(['scratch']);
  return text.split(/\r?\n/).flatMap((written, line) => {
    const [whole = '', name = '', stage] = pattern.exec(written) ?? [];
    const isStage = pattern === from && stages.has(name.toLowerCase());
    if (stage) stages.add(stage.toLowerCase());
    return reference.test(name) && !isStage ? [{ name, line, start: whole.indexOf(name, whole.search(/[\s:=]/)) }] : [];
  });
}
