import process from 'node:process'

/** Where work grows with its input, four times the input takes some four times as long; with the square, sixteen times. */
export const LINEAR = 10

const ROUNDS = 30

/**
 * How many times as long some work takes on four times the input. The least processor time of a few rounds counts, and
 * more rounds are made while that does not look linear: what else the machine does only adds to some of them.
 *
 * @param workOn makes the input of a size, and gives the work on it.
 */
export function growthOf(size: number, workOn: (size: number) => () => unknown): number {
  const [small, large] = [workOn(size), workOn(4 * size)]
  let [least, most] = [Infinity, Infinity]
  for (let round = 1; round <= ROUNDS; round++) {
    least = Math.min(least, processorTime(small))
    most = Math.min(most, processorTime(large))
    if (round >= 3 && most < LINEAR * least) break
  }
  return most / least
}

function processorTime(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return Math.max(1, user + system)
}
