import { t } from '../messages';
import { toast } from '../parts/toast';
import { keptAttempts } from './kept';
import { AnswerQueue } from './queue';

const queues = new Map<string, AnswerQueue>();

/**
 * Sends what earlier pages have left on this device, of whichever attempt of this person. What can't be sent now is tried again and
 * again, as it is where the attempt is taken.
 *
 * @param except the attempt that is being taken, which does that itself
 */
export function sendLeftovers(person: string, except: string | undefined): void {
  for (const attempt of keptAttempts(person).keys()) {
    if (attempt !== except && !queues.has(attempt)) {
      send(person, attempt);
    }
  }
}

function send(person: string, attempt: string): void {
  const queue: AnswerQueue = new AnswerQueue(person, attempt, {
    changed: () => undefined,
    acknowledged: () => settled(),
    passedOver: () => undefined,
    sentElsewhere: () => settled(),
    refused: () => settled(),
  });
  const all = queue.size;
  // The change is let go right after it was told of.
  const settled = (): void => void setTimeout(() => tell());
  const tell = (): void => {
    if (queue.size === 0 && queues.delete(attempt)) {
      queue.close();
      const lost = queue.refusals.size;
      toast(lost > 0 ? t('kept.lost', { n: lost, all }) : t('kept.sent', { n: all }), lost > 0);
    }
  };
  queues.set(attempt, queue);
  queue.flush();
}
