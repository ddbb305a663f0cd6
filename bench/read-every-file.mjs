import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/* Reads every file below a folder once, and does nothing with it: the least that a search of the folder can cost. */
const [, , folder = '.'] = process.argv
let bytes = 0
const folders = [folder]
for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
  for (const entry of readdirSync(next, { withFileTypes: true })) {
    const path = join(next, entry.name)
    if (entry.isDirectory()) folders.push(path)
    else bytes += readFileSync(path).length
  }
}
process.stdout.write(`${bytes}\n`)
