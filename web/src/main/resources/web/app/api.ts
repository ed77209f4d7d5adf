import { fromJson, toJson } from './exact';

/** A problem (RFC 9457), or what stands for one where the server said nothing of the kind. */
export interface Problem {
  code: string;
  title: string;
  detail: string;
  status: number;
  field?: string;
  /** With `not-enough-questions`. */
  available?: number;
  /** With `question-invalid`, all that is at fault. */
  problems?: { code: string; field: string; message: string }[];
}

/** The server answered, and the answer is a problem. */
export class Refused extends Error {
  constructor(
    readonly problem: Problem,
    /** Seconds after which trying again makes sense; 0 where none were named. */
    readonly retryAfter: number,
  ) {
    super(problem.detail || problem.title);
  }

  get isSignedOut(): boolean {
    return this.problem.status === 401;
  }

  /** Whether the same call can succeed later without a change. */
  get isPassing(): boolean {
    return this.problem.status >= 500 || this.problem.status === 429 || this.problem.status === 408;
  }
}

/** Nobody answered: the network is away, or the server. */
export class Unreachable extends Error {}

export interface Page<T> {
  items: T[];
  next: string | null;
}

const API = '/api/v1/';

/** Figures there are estimates of many digits, and none has to be told to the last one. */
const ANALYTICS = API + 'analytics/';

/** Nobody is to wait longer without being told. */
const PATIENCE_SECONDS = 3;

/** What every call that changes something carries, see BrowserSession. */
export const PAGE_HEADER = { 'X-Gradeflow-Page': '1' };

export type Parameters = Record<string, string | number | boolean | null | undefined>;

export function address(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, String(value));
    }
  }
  const text = query.toString();
  return API + path + (text ? '?' + text : '');
}

/** A list with all of its parts, one after another. */
export async function getAll<T>(path: string, parameters: Parameters = {}): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await get<Page<T>>(path, { ...parameters, cursor });
    all.push(...page.items);
    cursor = page.next ?? null;
  } while (cursor);
  return all;
}

/** What is read is asked for once more where the server is away for a moment, as while a service is replaced. */
export async function get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  try {
    return await call<T>(address(path, parameters), { signal });
  } catch (failure) {
    if (!(failure instanceof Refused) || failure.retryAfter === 0 || failure.retryAfter > PATIENCE_SECONDS) {
      throw failure;
    }
    await new Promise((resolve) => setTimeout(resolve, failure.retryAfter * 1000));
    return call<T>(address(path, parameters), { signal });
  }
}

/** The same with what names the state of it, which a change sends along as If-Match. */
export async function getTagged<T>(path: string): Promise<{ value: T; etag: string | null }> {
  const response = await answer(address(path));
  return { value: await read<T>(response), etag: response.headers.get('ETag') };
}

export function send<T>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  headers: HeadersInit = {},
  more: RequestInit = {},
): Promise<T> {
  return call<T>(address(path), {
    method,
    headers: { ...PAGE_HEADER, 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : toJson(body),
    ...more,
  });
}

/**
 * Sends a file as it is.
 *
 * @param told how many bytes of it are sent
 */
export function uploaded<T>(
  path: string,
  parameters: Parameters,
  content: Blob,
  told: (sent: number) => void,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    // Only this tells how much is sent.
    const request = new XMLHttpRequest();
    request.open('POST', address(path, parameters));
    Object.entries({ ...PAGE_HEADER, ...headers }).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => told(event.loaded));
    request.upload.addEventListener('load', () => told(content.size));
    request.addEventListener('error', () => reject(new Unreachable('The server could not be reached.')));
    request.addEventListener('load', () => {
      const headers = { 'Retry-After': request.getResponseHeader('Retry-After') ?? '0' };
      const response = new Response(request.responseText || null, { status: request.status, statusText: request.statusText, headers });
      read<T>(response).then(resolve, reject);
    });
    request.addEventListener('abort', () => reject(new DOMException('Called off', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort());
    request.send(content);
  });
}

export async function call<T>(url: string, options: RequestInit = {}): Promise<T> {
  return read<T>(await answer(url, options));
}

async function answer(url: string, options: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...options });
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new Unreachable('The server could not be reached.', { cause: failure });
  }
}

async function read<T>(response: Response): Promise<T> {
  if (!response.ok) {
    throw new Refused(await problemOf(response), Number(response.headers.get('Retry-After') ?? 0));
  }
  return (response.status === 204 ? undefined : fromJson(await response.text(), response.url.includes(ANALYTICS))) as T;
}

async function problemOf(response: Response): Promise<Problem> {
  const problem: Problem = { code: 'http-' + response.status, title: response.statusText, detail: '', status: response.status };
  try {
    return { ...problem, ...((await response.json()) as Partial<Problem>) };
  } catch {
    // Not every answer has a body that can be read; the status tells enough.
    return problem;
  }
}
