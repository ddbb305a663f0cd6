import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach } from '@jest/globals'

import { RULES } from '../../src/rules/rules.ts'
import { GIT_ENVIRONMENT } from '../git-environment.ts'
import { inputEnvironment } from './input-environment.ts'
import { parseLog, parseOutputs, type Annotation } from './runner-log.ts'

/** What a runner starts. */
export const BUNDLE = fileURLToPath(new URL('../../dist/index.js', import.meta.url))

/** The inputs of the seed case that stand in every scenario, unless it says otherwise. */
const SEED = { image: 'ghcr.io/repo/migrations:v0.1.2', env: 'k8s' }

export type Files = Readonly<Record<string, string | Buffer>>
export type Texts = Readonly<Record<string, string>>

export interface ReportedWorkload {
  readonly file: string
  readonly document: number
  readonly line: number
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly action: string
  readonly reason: string
}

export interface Report {
  readonly version: number
  readonly operation: string
  readonly mode: string
  readonly changed: boolean
  readonly workloads: readonly ReportedWorkload[]
  readonly findings: readonly unknown[]
}

/** All that a run leaves behind. */
export interface Run {
  readonly exitCode: number | null
  /** What a person reads on the runner: commands carried out, masked values as `***`. */
  readonly log: string
  /** What the process wrote, to the letter. */
  readonly rawLog: string
  readonly masks: readonly string[]
  /** All but those about the rollout, and the notice that no Secret is made. */
  readonly annotations: readonly Annotation[]
  /** The annotations about the rollout, whose titles are the names of rules. */
  readonly rollout: readonly Annotation[]
  readonly outputs: Texts
  readonly summary: string
  /** The files that the outputs name; empty when they name none. */
  readonly reportText: string
  readonly patch: string
  readonly secretManifest: string
  /** The work tree afterwards. */
  readonly files: Texts
  /** Lines of `git status --porcelain`. */
  readonly gitStatus: readonly string[]
  /** The report, parsed. Throws when there is none. */
  report(): Report
}

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** One start of the bundle, and the files through which it answers. */
export interface Start {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly output: string
  readonly summary: string
}

/** A job on a runner: an empty workspace, the runner's temp folder beside it, and what the bundle is started with. */
export class Job {
  readonly workspace: string
  readonly temp: string
  private readonly home: string
  private runs = 0

  constructor() {
    this.home = mkdtempSync(join(realpathSync(tmpdir()), 'action-'))
    folders.push(this.home)
    this.workspace = join(this.home, 'work')
    this.temp = join(this.home, '_temp')
    mkdirSync(this.workspace)
    mkdirSync(this.temp)
  }

  path(name: string): string {
    return join(this.workspace, name)
  }

  write(files: Files): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true })
      writeFileSync(this.path(name), content)
    }
  }

  /** Runs git in the workspace and gives what it prints. */
  git(...words: string[]): string {
    const { status, stdout, stderr } = spawnSync('git', words, {
      cwd: this.workspace,
      env: GIT_ENVIRONMENT,
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stderr}`)
    return stdout
  }

  /** The work tree: each file's name and text. */
  files(): Texts {
    const entries = readdirSync(this.workspace, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.workspace.length + 1))
      // No path leads to a name that is not UTF-8.
      .filter((name) => !name.startsWith('.git/') && existsSync(this.path(name)))
      .sort()
    return Object.fromEntries(entries.map((name) => [name, readFileSync(this.path(name), 'utf8')]))
  }

  /** What the next run is started with. `environment` takes the place of what the runner sets. */
  protected start(inputs: Texts, environment: Texts): Start {
    this.runs++
    const output = this.runnerFile('output')
    const summary = this.runnerFile('summary')
    const runner = {
      PATH: process.env.PATH,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: this.temp,
    }
    return { environment: { ...runner, ...inputEnvironment({ ...SEED, ...inputs }), ...environment }, output, summary }
  }

  /** What a run left behind that has ended. */
  protected collect({ output, summary }: Start, exitCode: number | null, rawLog: string): Run {
    const outputs = parseOutputs(readFileSync(output, 'utf8'))
    const reportText = readOutput(outputs.report)
    const { log, masks, annotations } = parseLog(rawLog)
    return {
      exitCode,
      rawLog,
      log,
      masks,
      annotations: annotations.filter((annotation) => !isAboutRollout(annotation) && !isAboutSecret(annotation)),
      rollout: annotations.filter(isAboutRollout),
      outputs,
      summary: readFileSync(summary, 'utf8'),
      reportText,
      patch: readOutput(outputs.patch),
      secretManifest: readOutput(outputs['secret-manifest']),
      files: this.files(),
      gitStatus: this.git('-c', 'core.quotePath=off', 'status', '--porcelain').split('\n').filter(Boolean),
      report: () => JSON.parse(reportText) as Report,
    }
  }

  private runnerFile(name: string): string {
    const path = join(this.home, `${name}-${this.runs}`)
    writeFileSync(path, '')
    return path
  }
}

function isAboutRollout({ title }: Annotation): boolean {
  return RULES.some(({ name }) => name === title)
}

function isAboutSecret({ level, title }: Annotation): boolean {
  return level === 'notice' && title === 'No Secret created'
}

function readOutput(path = ''): string {
  return path === '' ? '' : readFileSync(path, 'utf8')
}
