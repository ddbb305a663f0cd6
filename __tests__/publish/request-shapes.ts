import type { RecordedRequest } from '../github/loopback-github.ts'

/** Headers whose values say which versions are installed, where the server listens, and how long a body is. */
const VARIABLE_HEADERS: Readonly<Record<string, (value: string) => string>> = {
  host: () => 'HOST',
  'content-length': () => 'LENGTH',
  'user-agent': (value) => value.replace(/\b(?:node|octokit-core\.js|[\w-]+)\/v?\d[^ ]*/gi, versionless),
}

/** What all requests look like, for people to read: ways and the keys of their bodies by name, and their headers. */
export function describeRequests(requests: readonly RecordedRequest[]): string {
  const names = distinct(requests.map(({ name }) => name))
  const blocks = distinct(requests.map(headersOf))
  return [
    ...names.map((name) =>
      paragraph(
        name,
        requests.filter((request) => request.name === name).flatMap((request) => [wayOf(request), ...bodyOf(request)]),
      ),
    ),
    ...blocks.map((block) => {
      const sent = distinct(requests.filter((request) => headersOf(request) === block).map(({ method }) => method))
      return paragraph(`headers of ${sent.join(', ')}`, [block])
    }),
  ].join('\n')
}

function paragraph(head: string, parts: readonly string[]): string {
  return [head, ...distinct(parts).map((part) => part.replace(/^/gm, '  '))].join('\n') + '\n'
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort()
}

function wayOf({ method, path }: RecordedRequest): string {
  return `${method} ${decodeURIComponent(path)
    .replace(/[0-9a-f]{40}/g, 'SHA')
    .replace(/\/\d+(?=\/|$)/g, '/NUMBER')}`
}

function headersOf({ headers }: RecordedRequest): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${VARIABLE_HEADERS[name]?.(value) ?? value}`)
    .sort()
    .join('\n')
}

function bodyOf({ body, name }: RecordedRequest): string[] {
  if (body === undefined) return []
  const query = name.startsWith('graphql') ? `\n${queryOf(body)}` : ''
  return [`body: ${[...new Set(keysOf(body, ''))].sort().join(' ')}${query}`]
}

/** The query, whose lines for one object after the other are shown once. */
function queryOf(body: unknown): string {
  const { query } = body as { readonly query: string }
  const lines = query
    .replace(/(?:, )?\$e\d+: String!/g, (found) => (found.includes('$e0:') ? ', $eN: String!…' : ''))
    .replace(/\b([eo])\d+\b/g, '$1N')
    .split('\n')
  return [...new Set(lines)].map((line) => `  ${line}`).join('\n')
}

/** The way to each value in a body: `tree[].path`. */
function keysOf(value: unknown, way: string): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [`${way}[]`] : value.flatMap((item) => keysOf(item, `${way}[]`))
  if (typeof value !== 'object' || value === null) return [way]
  return Object.entries(value).flatMap(([key, item]) =>
    keysOf(item, `${way}${way === '' ? '' : '.'}${key.replace(/^e\d+$/, 'eN')}`),
  )
}

function versionless(product: string): string {
  return product.replace(/\/.*/, '/VERSION')
}
