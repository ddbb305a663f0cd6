import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { inputEnvironment } from '../__tests__/action/input-environment.ts'
import { parseLog, parseOutputs } from '../__tests__/action/runner-log.ts'
import { GIT_ENVIRONMENT } from '../__tests__/git-environment.ts'
import { BUNDLE } from './bundle.ts'
import { outcome, run } from './command.ts'

type Inputs = Readonly<Record<string, string>>

/** What a run of the action left behind. */
export interface ActionRun {
  /** What a person reads on the runner, masked values as `***`. */
  readonly log: string
  /** The path of the Secret's manifest; empty when none was made. */
  readonly secretManifest: string
  readonly changedFiles: readonly string[]
  /** The names of the rules about the rollout that found something. */
  readonly findings: readonly string[]
}

/** Where the manifest stands in a repository that has one. */
const MANIFEST = 'k8s/app.yaml'

/** A user's repository, checked out on a runner. */
export class Checkout {
  /** The path of the manifest, where there is one. */
  readonly manifest: string
  private readonly home: string
  private readonly workspace: string

  private constructor(home: string) {
    this.home = home
    this.workspace = join(home, 'work')
    this.manifest = join(this.workspace, MANIFEST)
  }

  /** Makes a repository in a new folder and commits the manifest. */
  static of(manifest: string, home: string): Promise<Checkout> {
    return Checkout.with({ [MANIFEST]: manifest }, home)
  }

  /** Makes a repository in a new folder and commits the files, whose paths are those in the repository. */
  static async with(files: Readonly<Record<string, string>>, home: string): Promise<Checkout> {
    const checkout = new Checkout(home)
    mkdirSync(join(home, '_temp'), { recursive: true })
    for (const [path, text] of Object.entries(files)) {
      const file = join(checkout.workspace, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
    await checkout.git('init', '--quiet', '--template=')
    await checkout.commit('start')
    return checkout
  }

  /** The text of a file, as it is now. */
  read(path: string): string {
    return readFileSync(join(this.workspace, path), 'utf8')
  }

  /** Takes the init container out again, as `inject` puts it in. */
  remove(): Promise<ActionRun> {
    return this.inject({ operation: 'remove' })
  }

  /** Runs the action as a runner does, and commits what it wrote. Throws, with its log, unless it ends with 0. */
  async inject(inputs: Inputs): Promise<ActionRun> {
    const output = join(this.home, 'output')
    const summary = join(this.home, 'summary')
    for (const file of [output, summary]) writeFileSync(file, '')
    const environment = {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      RUNNER_TEMP: join(this.home, '_temp'),
      ...inputEnvironment({ env: 'k8s', ...inputs }),
    }
    const ending = await outcome(process.execPath, [BUNDLE], { folder: this.workspace, environment })
    const { log } = parseLog(ending.output + ending.errors)
    if (ending.exitCode !== 0) throw new Error(`The action ended with ${ending.exitCode}:\n${log}`)
    await this.commit('init container')
    const outputs = parseOutputs(readFileSync(output, 'utf8'))
    return {
      log,
      secretManifest: outputs['secret-manifest'] ?? '',
      changedFiles: (outputs['changed-files'] ?? '').split('\n').filter(Boolean),
      findings: findingsIn(readFileSync(outputs.report ?? '', 'utf8')),
    }
  }

  /** The lines that the last run took away and put in, each with `-` or `+` in front. */
  async lastChange(): Promise<readonly string[]> {
    const patch = await this.git('show', '--unified=0', '--format=', 'HEAD')
    return patch.split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line))
  }

  private async commit(message: string): Promise<void> {
    await this.git('add', '--all')
    await this.git('commit', '--quiet', '--allow-empty', `--message=${message}`)
  }

  private git(...words: string[]): Promise<string> {
    const environment = Object.entries(GIT_ENVIRONMENT).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    )
    return run('git', words, { folder: this.workspace, environment: Object.fromEntries(environment) })
  }
}

function findingsIn(report: string): readonly string[] {
  const { findings } = JSON.parse(report) as { readonly findings: readonly { readonly rule: string }[] }
  return findings.map(({ rule }) => rule)
}
