import { address, get, type Parameters } from '../api';
import type { TopicAccuracy } from '../types';

const POLL_MILLIS = 5000;

/** How the figures come: pushed, or asked for again and again where no stream can be had. */
export type Liveness = 'live' | 'asked';

/** Figures of topics as they change: a stream where there is one, else asked for every few seconds. */
export class LiveTopics {
  private source: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private figures: TopicAccuracy | undefined;

  constructor(
    private readonly parameters: Parameters,
    private readonly told: (figures: TopicAccuracy, how: Liveness) => void,
    private readonly failed: (failure: unknown) => void,
  ) {
    void this.ask('asked').then(() => this.listen());
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
    this.source = new EventSource(address('analytics/stream', this.parameters));
    this.source.addEventListener('open', () => this.tell(this.figures!));
    this.source.addEventListener('figures', (event) => this.tell(JSON.parse((event as MessageEvent<string>).data) as TopicAccuracy));
    this.source.addEventListener('changes', (event) =>
      this.tell(merged(this.figures!, JSON.parse((event as MessageEvent<string>).data) as Partial<TopicAccuracy>)),
    );
    this.source.addEventListener('error', () => {
      // After a lost connection the browser comes back by itself; closed is only what the server refused.
      if (this.source?.readyState === EventSource.CLOSED) {
        this.again();
      }
    });
  }

  private tell(figures: TopicAccuracy): void {
    this.figures = figures;
    this.told(figures, 'live');
  }

  private again(): void {
    clearTimeout(this.timer);
    if (!this.closed) {
      this.timer = setTimeout(() => void this.ask('asked').then(() => this.again()), POLL_MILLIS);
    }
  }

  private async ask(how: Liveness): Promise<void> {
    try {
      const figures = await get<TopicAccuracy>('analytics/topics', this.parameters);
      if (!this.closed) {
        this.figures = figures;
        this.told(figures, how);
      }
    } catch (failure) {
      if (!this.closed) {
        this.failed(failure);
      }
    }
  }
}

/** What changed takes the place of what was there, topic by topic. */
export function merged(before: TopicAccuracy, changes: Partial<TopicAccuracy>): TopicAccuracy {
  const changed = new Map((changes.topics ?? []).map((topic) => [topic.topic, topic]));
  return {
    ...before,
    ...changes,
    topics: before.topics.map((topic) => changed.get(topic.topic) ?? topic),
    trend: changes.trend ?? before.trend,
  };
}
