/** Text from outside as it stands: nothing in it becomes a link, an image, HTML or a heading. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|~<>&$:@]/g, '\\$&').replace(/\r\n|\r|\n/g, '  \n');
