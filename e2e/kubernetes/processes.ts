import { readdirSync, readFileSync } from 'node:fs'

/** The ids of the processes whose command line has the word. */
export function processesWith(word: string): readonly number[] {
  return allProcesses().filter((id) => read(`/proc/${id}/cmdline`).split('\0').includes(word))
}

/** The ids of all that descends from a process, the youngest first, without itself. */
export function descendantsOf(ancestor: number): readonly number[] {
  const parents = new Map(allProcesses().map((id) => [id, parentOf(id)]))
  const found = [ancestor]
  for (const parent of found) for (const [id, itsParent] of parents) if (itsParent === parent) found.push(id)
  return found.slice(1).reverse()
}

/** Ends a process for good, unless it has ended by itself. */
export function kill(id: number): void {
  try {
    process.kill(id, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function allProcesses(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

function parentOf(id: number): number {
  return Number(/^PPid:\s*(\d+)/m.exec(read(`/proc/${id}/status`))?.[1] ?? 0)
}

/** A process may end between two looks. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
