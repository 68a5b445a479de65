const deepestFlow = 100;
/** Each level of blocks takes a column at least, whether it is indented or a row of `- - -` or `a: b:`. */
const deepBlock = /^[ \t\-?:]{300}|(?:[^\s:]{0,40}: ){100}/m;

/**
 * Whether the yaml parser, which is recursive, should not see a text. Catching its overflow is not enough: where
 * V8 compiles a regular expression at the end of the stack, it ends the process.
 */
export function nestsTooDeeply(text: string): boolean {
  let flow = 0;
  for (const character of text) {
    if (character === '[' || character === '{') flow++;
    else if ((character === ']' || character === '}') && flow > 0) flow--;
    if (flow > deepestFlow) return true;
  }
  return deepBlock.test(text);
}
