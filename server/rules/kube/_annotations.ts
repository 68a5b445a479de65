import { dig, type Field, fieldsOf, type Value } from '../../parse/yaml/view.ts';

export const annotationsOf = (metadata: Value | undefined): Field[] => fieldsOf(dig(metadata, 'annotations'));
