import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'

import { BUNDLE, Job, type Files, type Run, type Texts } from './job.ts'

export type { Files, Report, ReportedWorkload, Run, Texts } from './job.ts'

/** A job whose workspace is a git repository with everything committed. */
export class Checkout extends Job {
  constructor(files: Files) {
    super()
    this.write(files)
    this.git('init', '--quiet', '--template=')
    this.git('add', '--all', '--force')
    this.git('commit', '--quiet', '--allow-empty', '--message=start')
  }

  /** Runs the bundle as a runner does. `environment` takes the place of what the runner sets. */
  run(inputs: Texts = {}, environment: Texts = {}): Run {
    const start = this.start(inputs, environment)
    const { status, stdout, stderr } = spawnSync(process.execPath, [BUNDLE], {
      cwd: this.workspace,
      env: start.environment,
      encoding: 'utf8',
    })
    return this.collect(start, status, stdout + stderr)
  }

  /** Starts the bundle, and then a process that may kill it; the signal that ended it. */
  async killedBy(killer: (pid: number) => ChildProcess): Promise<NodeJS.Signals | null> {
    const { environment } = this.start({}, {})
    const run = spawn(process.execPath, [BUNDLE], { cwd: this.workspace, env: environment, stdio: 'ignore' })
    const ended = once(run, 'exit')
    const killed = once(killer(run.pid ?? 0), 'exit')
    const [, signal] = (await ended) as [number | null, NodeJS.Signals | null]
    await killed
    return signal
  }
}

/** A run of the action over files, in a new repository. */
export function runAction(files: Files, inputs: Texts = {}, environment: Texts = {}): Run {
  return new Checkout(files).run(inputs, environment)
}
