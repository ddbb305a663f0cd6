import { spawnSync } from 'node:child_process'
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
}

/** A run of the action over files, in a new repository. */
export function runAction(files: Files, inputs: Texts = {}, environment: Texts = {}): Run {
  return new Checkout(files).run(inputs, environment)
}
