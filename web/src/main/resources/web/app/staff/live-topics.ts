import { address, get, type Parameters } from '../api';
import type { TopicAccuracy } from '../types';

const POLL_MILLIS = 5000;

/** How the figures come: pushed; asked for again and again, where no stream can be had; or not at all now. */
export type Liveness = 'live' | 'asked' | 'lost';

/** Figures of topics as they change: a stream where there is one, else asked for every few seconds until there is one again. */
export class LiveTopics {
  private source: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private figures: TopicAccuracy | undefined;

  /** @param failed is called where there is nothing to show; what was told once stays, and is said to be lost */
  constructor(
    private readonly parameters: Parameters,
    private readonly told: (figures: TopicAccuracy, how: Liveness) => void,
    private readonly failed: (failure: unknown) => void,
  ) {
    void this.ask().then(() => this.listen());
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.source?.close();
  }

  private listen(): void {
    if (this.closed || !this.figures) {
      return;
    }
    const source = new EventSource(address('analytics/stream', this.parameters));
    this.source = source;
    source.addEventListener('open', () => this.tell(this.figures!, 'live'));
    source.addEventListener('figures', (event) => this.tell(JSON.parse((event as MessageEvent<string>).data) as TopicAccuracy, 'live'));
    source.addEventListener('changes', (event) =>
      this.tell(merged(this.figures!, JSON.parse((event as MessageEvent<string>).data) as Partial<TopicAccuracy>), 'live'),
    );
    source.addEventListener('error', () => {
      this.tell(this.figures!, 'lost');
      // After a lost connection the browser comes back by itself; closed is only what the server refused.
      if (source.readyState === EventSource.CLOSED) {
        this.later();
      }
    });
  }

  private tell(figures: TopicAccuracy, how: Liveness): void {
    if (!this.closed) {
      this.figures = figures;
      this.told(figures, how);
    }
  }

  private later(): void {
    clearTimeout(this.timer);
    if (!this.closed) {
      this.timer = setTimeout(() => void this.ask().then(() => this.listen()), POLL_MILLIS);
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
export function merged(before: TopicAccuracy, changes: Partial<TopicAccuracy>): TopicAccuracy {
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
