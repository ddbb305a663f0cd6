import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buffer, text } from 'node:stream/consumers'

import { GIT_ENVIRONMENT } from '../git-environment.ts'

export interface GitOptions {
  /** What git reads from its standard input. */
  readonly input?: string | Buffer
  readonly environment?: Readonly<Record<string, string>>
}

/** Runs git in a folder and gives the bytes that it prints. */
export async function git(folder: string, words: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const child = spawn('git', words, { cwd: folder, env: { ...GIT_ENVIRONMENT, ...options.environment } })
  // Git may end before it has read all of its input. Its exit code tells whether that matters.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input)
  const [printed, complaint, ended] = await Promise.all([
    buffer(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  if (ended[0] !== 0) throw new Error(`git ${words.join(' ')}: ${complaint}`)
  return printed
}

/** Runs git for its one line of output. */
export async function gitLine(folder: string, words: readonly string[], options: GitOptions = {}): Promise<string> {
  return (await git(folder, words, options)).toString().trimEnd()
}
