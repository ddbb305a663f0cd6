import { fileURLToPath } from 'node:url'

/** The bundle that is proven. Another one than what is committed shows that the scenarios notice. */
export const BUNDLE = process.env.ACTION_BUNDLE ?? fileURLToPath(new URL('../dist/index.js', import.meta.url))
