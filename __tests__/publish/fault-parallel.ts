/** Does something for each item, for some of them at a time. Gives the results in the order of the items. */
export async function inParallel<T, U>(
  items: readonly T[],
  atATime: number,
  act: (item: T) => Promise<U>,
): Promise<readonly U[]> {
  const results: U[] = []
  const left = [...items.entries()]
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await act(next[1])
  }
  await Promise.all(Array.from({ length: atATime }, work))
  return results
}
