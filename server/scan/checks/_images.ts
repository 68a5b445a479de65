import type { Text } from '../../core/text.ts';
import { type Image, imageResource } from '../facts/images.ts';
import { type AnyCheck, type Check, check, type ScanContext, type Verdict } from '../model/check.ts';
import { engineTrouble } from './_examples.ts';

interface ImageCheck<Key extends string> extends Omit<Check<Key, 'images'>, 'needs' | 'judge'> {
  /** Undefined: there is nothing to say about this one. */
  judge(image: Image, context: ScanContext): Verdict<Key> | readonly Verdict<Key>[] | undefined;
}

const noImages: Text = { en: 'There is no image.', ja: 'イメージがありません。' };

/** A check of every image in the store, those that were built here as well. */
export function imageCheck<Key extends string>(own: ImageCheck<Key>): AnyCheck {
  return check<Key | 'noImages', 'images'>({
    ...own,
    messages: { ...own.messages, noImages } as Readonly<Record<Key | 'noImages', Text>>,
    needs: ['images'],
    examples: {
      ...own.examples,
      error: [...engineTrouble('images')],
      notApplicable: [{ facts: { images: '' } }, ...(own.examples.notApplicable ?? [])],
    },
    *judge({ images }, context) {
      if (images.length === 0) yield { state: 'notApplicable', say: 'noImages' };
      for (const image of images) {
        const verdicts = own.judge(image, context) ?? [];
        for (const verdict of Array.isArray(verdicts) ? verdicts : [verdicts]) {
          yield { on: imageResource(image), ...verdict };
        }
      }
    },
  });
}
