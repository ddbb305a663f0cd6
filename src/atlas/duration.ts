/** A duration in Go's syntax, such as `1m30s`: https://pkg.go.dev/time#ParseDuration */
export const GO_DURATION = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/

const UNITS = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 } as const

/** The seconds of a duration; undefined for any other text. */
export function secondsOf(text: string): number | undefined {
  if (!GO_DURATION.test(text)) return undefined
  const parts = [...text.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)]
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS], 0)
  return text.startsWith('-') ? -seconds : seconds
}
