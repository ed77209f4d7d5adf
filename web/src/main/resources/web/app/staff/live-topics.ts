import { address, get, type Parameters } from '../api';
import { Stream } from '../parts/stream';
import type { TopicAccuracy } from '../types';

const POLL_MILLIS = 5000;

/** How the figures come: pushed; asked for again and again, where no stream can be had; or not at all now. */
export type Liveness = 'live' | 'asked' | 'lost';

/**
 * Figures of topics as they change: a stream where there is one, else asked for every few seconds until there is one again. A page that
 * nobody looks at has no stream, so that many tabs don't take from one another what connections a browser has.
 */
export class LiveTopics {
  private stream: Stream | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private isRefused = false;
  private figures: TopicAccuracy | undefined;

  /** @param failed is called where there is nothing to show; what was told once stays, and is said to be lost */
  constructor(
    private readonly parameters: Parameters,
    private readonly told: (figures: TopicAccuracy, how: Liveness) => void,
    private readonly failed: (failure: unknown) => void,
  ) {
    document.addEventListener('visibilitychange', this.seen);
    void this.ask().then(() => this.listen());
  }

  close(): void {
    this.closed = true;
    document.removeEventListener('visibilitychange', this.seen);
    this.pause();
  }

  private pause(): void {
    clearTimeout(this.timer);
    this.stream?.close();
    this.stream = undefined;
  }

  private readonly seen = (): void => {
    if (document.hidden) {
      this.pause();
    } else {
      // All figures as they are now come first.
      this.listen();
    }
  };

  private listen(): void {
    if (this.closed || this.stream || document.hidden || !this.figures) {
      return;
    }
    this.stream = new Stream(
      address('analytics/stream', this.parameters),
      {
        figures: (data) => this.tell(JSON.parse(data) as TopicAccuracy, 'live'),
        changes: (data) => this.tell(merged(this.figures!, JSON.parse(data) as Partial<TopicAccuracy>), 'live'),
      },
      {
        opened: () => {
          this.isRefused = false;
          clearTimeout(this.timer);
          this.tell(this.figures!, 'live');
        },
        lost: (refused) => {
          this.isRefused = refused;
          this.tell(this.figures!, 'lost');
          this.later();
        },
      },
    );
  }

  private tell(figures: TopicAccuracy, how: Liveness): void {
    if (!this.closed) {
      this.figures = figures;
      this.told(figures, how);
    }
  }

  private later(): void {
    clearTimeout(this.timer);
    if (this.isRefused && !this.closed && !document.hidden) {
      this.timer = setTimeout(() => void this.ask().then(() => this.later()), POLL_MILLIS);
    }
  }

  private async ask(): Promise<void> {
    try {
      this.tell(await get<TopicAccuracy>('analytics/topics', this.parameters), 'asked');
    } catch (failure) {
      if (this.closed) {
        return;
      }
      if (this.figures) {
        this.told(this.figures, 'lost');
      } else {
        this.failed(failure);
      }
    }
  }
}

/** What changed takes the place of what was there, topic by topic, also of those who are compared with. */
function merged(before: TopicAccuracy, changes: Partial<TopicAccuracy>): TopicAccuracy {
  const compared = new Map((changes.compare ?? []).map((one) => [one.cohort, one]));
  return {
    ...before,
    ...changes,
    topics: replaced(before.topics, changes.topics ?? []),
    compare: (before.compare ?? []).map((one) => {
      const newer = compared.get(one.cohort);
      return newer ? { ...one, ...newer, topics: replaced(one.topics, newer.topics) } : one;
    }),
    trend: changes.trend ?? before.trend,
  };
}

function replaced<T extends { topic: string }>(before: T[], changed: T[]): T[] {
  const newer = new Map(changed.map((topic) => [topic.topic, topic]));
  const known = new Set(before.map((topic) => topic.topic));
  return [...before.map((topic) => newer.get(topic.topic) ?? topic), ...changed.filter((topic) => !known.has(topic.topic))];
}
