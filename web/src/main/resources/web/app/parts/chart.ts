import { html, nothing, type TemplateResult } from 'lit';
import type { EChartsType } from 'echarts/core';
import { Element, define } from '../element';
import { t } from '../messages';
import { isDark } from '../theme';
import { offer } from './csv';

/** What the library draws; built anew for each theme. */
export type ChartOption = (colors: Colors) => Record<string, unknown>;

export interface Colors {
  text: string;
  muted: string;
  line: string;
  accent: string;
  soft: string;
}

/**
 * A chart that is also a table. The library is fetched when the first chart is shown, and draws on a canvas; what it shows is
 * said in a sentence, and the table has every figure.
 */
class Chart extends Element {
  static override properties = { option: { attribute: false }, label: {}, table: { attribute: false }, csv: { attribute: false }, asTable: { state: true } };

  declare option: ChartOption;
  declare label: string;
  declare table: TemplateResult;
  /** Where the same is had as a file, and how that is called. */
  declare csv: { url: string; name: string } | undefined;
  declare asTable: boolean;

  private chart: EChartsType | undefined;
  private observer: ResizeObserver | undefined;
  private readonly themed = (): void => this.draw();

  constructor() {
    super();
    this.asTable = false;
    this.label = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('gf-theme', this.themed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('gf-theme', this.themed);
    this.forget();
  }

  override updated(): void {
    if (this.asTable) {
      this.forget();
    } else {
      void this.show();
    }
  }

  private async show(): Promise<void> {
    const place = this.querySelector<HTMLElement>('.canvas');
    if (!place) {
      return;
    }
    if (!this.chart || this.chart.getDom() !== place) {
      const { init } = await import('./echarts');
      if (!place.isConnected) {
        return;
      }
      this.forget();
      this.chart = init(place);
      this.observer = new ResizeObserver(() => this.chart?.resize());
      this.observer.observe(place);
    }
    this.draw();
  }

  private draw(): void {
    this.chart?.setOption({ animation: false, darkMode: isDark(), textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, ...this.option(colors()) }, true);
  }

  private forget(): void {
    this.observer?.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  override render(): TemplateResult {
    return html`${this.asTable ? this.table : html`<div class="canvas" role="img" aria-label=${this.label}></div>`}
      <p class="row">
        <button class="button ghost small" @click=${() => (this.asTable = !this.asTable)}>${t(this.asTable ? 'chart.asChart' : 'chart.asTable')}</button>
        ${this.csv ? html`<button class="button ghost small" @click=${() => void offer(this.csv!.url, this.csv!.name)}>${t('table.csv')}</button>` : nothing}
      </p>`;
  }
}

function colors(): Colors {
  const probe = document.createElement('span');
  document.body.append(probe);
  const of = (token: string): string => {
    // A token may be light-dark(…), which only a property that is a colour resolves.
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    text: of('--text'),
    muted: of('--muted'),
    line: of('--line'),
    accent: of('--accent'),
    soft: of('--accent-soft'),
  };
  probe.remove();
  return found;
}

define('gf-chart', Chart);
