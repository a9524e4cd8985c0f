import { setFlagsFromString } from 'node:v8'

/** How much of what is alive the heap may grow by before it is collected, in per cent; V8 by itself allows several times that. */
const growBy = 40

/**
 * Keeps a program that serves small: it holds some 35 MB of live objects, and under load its heap would grow to five
 * times that and stay there. Called when it is ready, since a program that starts makes much that stays.
 */
export const keepHeapSmall = () => setFlagsFromString(`--heap-growing-percent=${growBy}`)
