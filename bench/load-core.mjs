/* Loads what every action of the toolkit loads, and does nothing with it. */
export * from '@actions/core'
